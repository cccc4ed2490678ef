#!/usr/bin/env python3
"""One rich day beside VROOM and PyVRP, on the part of it that all three can express.

  fordeler generate rich-day --out DIR
  rich_day.py --data DIR [--files rich-200,rich-500] [--peers fordeler,pyvrp,vroom] [--seconds 1,10,60] [--seeds 1] [--core 0] [--out rich.jsonl]

The first day of each folder's flat.json becomes one problem: its van-days with their stores, capacities (litres and grams of
goods brought, and of goods taken back, each judged as a sum), skills and shift; every order that may be served that day with
its hard windows, service and halt, and a prize in seconds of driving by class and due instant. Breaks, trips, overtime and
lateness are left out. To be made small: seconds driven, and the prizes of the orders left out. The problem is written in
PyVRP's VRPLIB dialect; fordeler and PyVRP solve that file, VROOM the same numbers with prizes as priorities (0 to 100). Every
answer is judged by the evaluator below, which reads nothing but the problem's numbers. Each solver is pinned to one core.
Needs pyvrp, pyvroom and numpy.
"""
import argparse, json, os, subprocess, sys, tempfile, time
import numpy as np
from priority_day import matrix

PRIZE = {'acute': 28800, '1': 14400, '2': 7200, '3': 3600}     # seconds, for an order due today or before


class Day:
    """Depots first, then the orders that may be served on the first day."""
    def __init__(s, flat):
        day = min(v['date'] for v in flat['van_days'])
        s.name, s.vans = flat['name'], [(i, v) for i, v in enumerate(flat['van_days']) if v['date'] == day]
        s.begin = max(v['begins'] + v['loading'] for _, v in s.vans); s.end = min(v['regular_end'] for _, v in s.vans)
        depots = sorted({v['start'] for _, v in s.vans}); ids = {i for i, _ in s.vans}
        s.jobs, s.windows = [], []
        for j in flat['jobs']:
            if j['release'] > s.begin or (j.get('van_days') is not None and not ids & set(j['van_days'])): continue
            w = [(max(a, s.begin), min(b, s.end)) for a, b in j['windows'] if b >= s.begin and a <= s.end]
            if j['windows'] and not w: continue
            s.jobs.append(j); s.windows.append(w[0] if w else (s.begin, s.end))       # the first window of the day: all three take one
        full = matrix(flat).astype(np.int64)
        where = depots + [j['location'] for j in s.jobs]
        s.d, s.drive = len(depots), full[np.ix_(where, where)]
        s.depot = [depots.index(v['start']) for _, v in s.vans]
        s.demand = [[j['delivery'][0], j['delivery'][1], j['pickup'][3], j['pickup'][4]] for j in s.jobs]
        s.capacity = [[v['capacity'][0], v['capacity'][1], v['capacity'][3], v['capacity'][4]] for _, v in s.vans]
        s.service = [j['service'] + j['setup'] for j in s.jobs]
        s.may = [[k for k, (i, v) in enumerate(s.vans) if set(j['skills']) <= set(v['skills']) and (j.get('van_days') is None or i in set(j['van_days']))
                  and all(x <= y for x, y in zip(s.demand[n], s.capacity[k]))] for n, j in enumerate(s.jobs)]
        s.prize = [int(PRIZE[j['priority']] / (1 + max(0, (j['due'] - s.end) / 86400))) + 60 if j.get('due') is not None else 60 for j in s.jobs]

    def judge(s, routes):
        """(seconds driven + prizes left, orders served, problems) of routes {van: [order numbers from 0]}."""
        bad, seen, driven = [], set(), 0
        for k, route in routes.items():
            if not route: continue
            at, t = s.depot[k], s.begin
            for dim, limit in enumerate(s.capacity[k]):
                if sum(s.demand[n][dim] for n in route) > limit: bad.append(f'van {k}: load')
            for n in route:
                if n in seen: bad.append(f'order {n} twice')
                seen.add(n)
                if k not in s.may[n]: bad.append(f'van {k} may not serve {n}')
                leg = int(s.drive[at][s.d + n]); driven += leg; t = max(t + leg, s.windows[n][0])
                if t > s.windows[n][1]: bad.append(f'order {n}: window')
                t += s.service[n]; at = s.d + n
            leg = int(s.drive[at][s.depot[k]]); driven += leg; t += leg
            if t > s.end: bad.append(f'van {k}: back late')
        return driven + sum(p for n, p in enumerate(s.prize) if n not in seen), len(seen), bad[:3]

    def vrplib(s):
        n, o = s.d + len(s.jobs), ['NAME : ' + s.name, 'TYPE : RICH', f'DIMENSION : {s.d + len(s.jobs)}', f'VEHICLES : {len(s.vans)}',
                                   'EDGE_WEIGHT_TYPE : EXPLICIT', 'EDGE_WEIGHT_FORMAT : FULL_MATRIX', 'EDGE_WEIGHT_SECTION']
        o += [' '.join(map(str, row)) for row in s.drive]
        def section(name, rows): o.append(name + '_SECTION'); o.extend(f'{i + 1} ' + (' '.join(map(str, r)) if isinstance(r, (list, tuple)) else str(r)) for i, r in enumerate(rows))
        section('DEMAND', [[0] * 4] * s.d + s.demand)
        section('SERVICE_TIME', [0] * s.d + s.service)
        section('TIME_WINDOW', [(s.begin, s.end)] * s.d + s.windows)
        section('PRIZE', [0] * s.d + s.prize)
        section('CAPACITY', s.capacity)
        section('VEHICLES_DEPOT', [k + 1 for k in s.depot])
        section('VEHICLES_ALLOWED_CLIENTS', [[s.d + m + 1 for m in range(len(s.jobs)) if k in s.may[m]] for k in range(len(s.vans))])
        return '\n'.join(o + ['DEPOT_SECTION'] + [str(k + 1) for k in range(s.d)] + ['-1', 'EOF', ''])


def read_routes(path, day):
    """`Route #k` is what vehicle k does; numbers are locations from 0, the depots first."""
    routes = {}
    for line in open(path):
        if line.lower().startswith('route'):
            head, tail = line.split(':', 1)
            routes[int(head.split('#')[1]) - 1] = [int(x) - day.d for x in tail.split() if int(x) >= day.d]
    return routes


def run(peer, day, seconds, seed, program):
    with tempfile.TemporaryDirectory() as tmp:
        path, out = os.path.join(tmp, 'day.vrp'), os.path.join(tmp, 'out.sol')
        open(path, 'w').write(day.vrplib())
        if peer == 'fordeler':
            began = time.perf_counter()
            p = subprocess.run([program, 'solve', path, '--format', 'vrplib', '--time-limit', str(seconds), '--seed', str(seed), '--threads', '1', '--solution', out, '--quiet'], capture_output=True, text=True)
            if not os.path.exists(out): raise RuntimeError(p.stderr.strip()[-200:])
            return read_routes(out, day), time.perf_counter() - began
        if peer == 'pyvrp':
            import pyvrp
            data = pyvrp.read(path, round_func='none'); began = time.perf_counter()
            best = pyvrp.solve(data, stop=pyvrp.stop.MaxRuntime(seconds), seed=seed, display=False).best
            took, routes, free = time.perf_counter() - began, {}, {}
            # PyVRP pools vehicles that are alike: each route goes to a van of its kind that is still free.
            for r in best.routes():
                visits = [data.client(x.idx).location - day.d for x in r if str(x).startswith('C')]; kind = data.vehicle_type(r.vehicle_type())
                fit = [k for k in range(len(day.vans)) if k not in routes and list(kind.capacity) == day.capacity[k] and kind.start_depot == day.depot[k] and all(k in day.may[n] for n in visits)]
                if not fit: raise RuntimeError('no van for a route')
                routes[fit[0]] = visits
            return routes, took
        import vroom
        table = day.drive.astype(np.uint32)
        # VROOM wants all of a job's skills; one skill for each set of vans that may serve stands for "any of these".
        sets = {frozenset(m): i + len(day.vans) for i, m in enumerate({frozenset(m): None for m in day.may})}
        problem = vroom.Input(); problem.set_durations_matrix(profile='car', matrix_input=table); problem.set_costs_matrix(profile='car', matrix_input=table)
        for k in range(len(day.vans)):
            problem.add_vehicle(vroom.Vehicle(k, start=day.depot[k], end=day.depot[k], profile='car', capacity=day.capacity[k], skills={n for m, n in sets.items() if k in m} or {0},
                                              time_window=vroom.TimeWindow(day.begin, day.end)))
        top = max(day.prize)
        for n in range(len(day.jobs)):
            if not day.may[n]: continue
            problem.add_job(vroom.Job(n, location=day.d + n, default_service=day.service[n], delivery=day.demand[n], skills={sets[frozenset(day.may[n])]},
                                      priority=max(1, round(100 * day.prize[n] / top)), time_windows=[vroom.TimeWindow(*day.windows[n])]))
        began = time.perf_counter()
        import datetime
        answer = problem.solve(exploration_level=5, nb_threads=1, timeout=datetime.timedelta(seconds=seconds)).to_dict()
        return {r['vehicle']: [x['id'] for x in r['steps'] if x['type'] == 'job'] for r in answer['routes']}, time.perf_counter() - began


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('--data', required=True); ap.add_argument('--files', default='rich-200,rich-500,rich-1000,rich-2000'); ap.add_argument('--peers', default='fordeler,pyvrp,vroom')
    ap.add_argument('--seconds', default='1,10,60'); ap.add_argument('--seeds', default='1'); ap.add_argument('--core', type=int, default=0)
    ap.add_argument('--program', default=os.environ.get('FORDELER', os.path.join('.build', 'release', 'fordeler'))); ap.add_argument('--out', default='')
    a = ap.parse_args(); peers = a.peers.split(',')
    os.sched_setaffinity(0, {a.core})
    print(f'{"day":12s}{"orders":>8s}{"vans":>6s}{"seconds":>9s}' + ''.join(f'{p:>22s}' for p in peers) + '   cost (orders served), mean over the seeds', flush=True)
    for f in a.files.split(','):
        day = Day(json.load(open(os.path.join(a.data, f, 'flat.json'))))
        for seconds in map(float, a.seconds.split(',')):
            cells = []
            for p in peers:
                costs, served, note = [], [], ''
                for seed in map(int, a.seeds.split(',')):
                    line = dict(peer=p, instance=f, limit_s=seconds, seed=seed)
                    try:
                        routes, took = run(p, day, seconds, seed, a.program); cost, count, bad = day.judge(routes)
                        line.update(cost=cost, served=count, problems=bad, seconds=round(took, 2), feasible=not bad)
                        if bad: note = 'FAIL ' + bad[0]
                        costs.append(cost); served.append(count)
                    except Exception as e: line.update(error=f'{type(e).__name__}: {e}'[:200], feasible=False); note = 'FAIL ' + str(e)[:40]
                    if a.out: open(a.out, 'a').write(json.dumps(line) + '\n')
                cells.append(note or f'{sum(costs) / len(costs):.0f} ({sum(served) / len(served):.0f})')
            print(f'{f:12s}{len(day.jobs):8d}{len(day.vans):6d}{seconds:9g}' + ''.join(f'{c:>22s}' for c in cells), flush=True)


if __name__ == '__main__': main()
