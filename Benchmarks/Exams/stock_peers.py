#!/usr/bin/env python3
"""Run placement and depot-and-stock models with fordeler and with HiGHS, one after the other on one core.

  stock_peers.py --set pmed|cap|large-cap|ladder --data DIR [--cases NAME ...] [--core 0]
                 [--limit S] [--highs-limit S] [--no-highs] [--out LINES.jsonl]
  stock_peers.py --table LINES.jsonl ... [--out stock.md]

Sets        pmed       OR-Library p-median, HiGHS gets the plain strong form (one row a zone and site)
            cap        OR-Library capacitated location, split demand, 16 to 50 sites
            large-cap  capa, capb and capc with 8,000, 5,000 and 5,000 for the word `capacity`
            ladder     seeded regions of `fordeler stock region`, named DEPOTSxZONESxTYPES-SEED; HiGHS reads its LP file
DIR holds orlib-pmed and orlib-cap. Environment FORDELER names the program. HiGHS comes from the package index
(highspy). Both run in processes of their own, pinned to one core, one thread; seconds are CPU seconds of the whole
process (reading included), `wall` is the clock, and `of which` is what HiGHS's own run took without Python's reading
and model building. fordeler's limit is wall time, so on a busy machine it gets fewer CPU seconds than its limit;
HiGHS's limit is CPU seconds of its run. Memory is the process's peak.
"""
import argparse, json, os, platform, re, subprocess, sys, tempfile, time

HERE = os.path.abspath(__file__)
CAPACITY = {'capa': 8000, 'capb': 5000, 'capc': 5000}


def measured(command, core, seconds):
    """Standard output, CPU seconds, wall seconds and peak memory in MB of a process pinned to a core."""
    begin = time.monotonic()
    with tempfile.TemporaryFile() as out:
        pid = os.fork()
        if pid == 0:
            os.sched_setaffinity(0, {core})
            os.dup2(out.fileno(), 1)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            try:
                os.execvp(command[0], command)
            finally:
                os._exit(127)
        while True:
            done, status, usage = os.wait4(pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() - begin > seconds * 12 + 120:
                os.kill(pid, 9)
            time.sleep(0.002)
        wall = time.monotonic() - begin
        out.seek(0)
        text = out.read().decode()
    return text, usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def fields(text, cpu, wall, memory):
    try:
        answer = json.loads(text)
    except ValueError:
        answer = {'status': 'failed'}
    keep = {k: answer.get(k) for k in ('status', 'objective', 'bound', 'nodes', 'first_plan_seconds', 'solve') if k in answer}
    return dict(keep, cpu=round(cpu, 3), wall=round(wall, 3), megabytes=round(memory, 1))


# ------------------------------------------------------------------------------------------------------ cases
def cases(args):
    if args.cases:
        return args.cases
    if args.set == 'pmed':
        return [f'pmed{i}' for i in range(1, 41)]
    if args.set == 'large-cap':
        return list(CAPACITY)
    if args.set == 'cap':
        names = os.listdir(os.path.join(args.data, 'orlib-cap'))
        numbers = sorted(int(n[3:-4]) for n in names if n[3:-4].isdigit())
        return [f'cap{i}' for i in numbers]
    return [f'15x100x4-{seed}' for seed in range(1, 11)] + [f'25x200x6-{seed}' for seed in (1, 2, 3)]


def path(args, case):
    return os.path.join(args.data, 'orlib-pmed' if args.set == 'pmed' else 'orlib-cap', case + '.txt')


def ours(args, case, folder):
    command = [args.program, 'stock', 'place']
    if args.set == 'ladder':
        size, seed = case.split('-')
        depots, zones, types = size.split('x')
        region, lp = os.path.join(folder, 'region.json'), os.path.join(folder, 'region.lp')
        subprocess.run(
            [args.program, 'stock', 'region', '--depots', depots, '--zones', zones, '--types', types, '--seed', seed,
             '--out', region, '--lp', lp, '--quiet'], check=True)
        command += [region]
    else:
        command += [path(args, case), '--format', 'orlib-pmed' if args.set == 'pmed' else 'orlib-cap']
        if case in CAPACITY:
            command += ['--capacity', str(CAPACITY[case])]
    command += ['--time-limit', str(args.limit), '--json']
    return fields(*measured(command, args.core, args.limit))


def theirs(args, case, folder):
    source = os.path.join(folder, 'region.lp') if args.set == 'ladder' else path(args, case)
    command = [sys.executable, HERE, '--highs', args.set, source, str(args.highs_limit), str(CAPACITY.get(case, 0))]
    return fields(*measured(command, args.core, args.highs_limit))


# ------------------------------------------------------------------------------------------------------ HiGHS
def highs(kind, source, limit, capacity):
    import highspy
    solver = highspy.Highs()
    solver.setOptionValue('output_flag', False)
    solver.setOptionValue('threads', 1)
    if kind == 'ladder':
        solver.readModel(source)
    elif kind == 'pmed':
        solver.passModel(median(source))
    else:
        solver.passModel(capacitated(source, capacity))
    begin = time.process_time()

    def stop(event):
        event.interrupt(time.process_time() - begin > limit)

    for interrupt in (solver.cbMipInterrupt, solver.cbSimplexInterrupt, solver.cbIpmInterrupt):
        interrupt.subscribe(stop)
    # The clock is only a last resort: a process that shares its core gets few CPU seconds out of it.
    solver.setOptionValue('time_limit', 10 * limit + 30)
    solver.run()
    seconds = time.process_time() - begin
    info = solver.getInfo()
    found = info.primal_solution_status == 2
    status = 'optimal' if solver.getModelStatus() == highspy.HighsModelStatus.kOptimal else 'feasible'
    bound = info.mip_dual_bound
    print(json.dumps({
        'status': status if found else 'no-plan', 'objective': info.objective_function_value if found else None,
        'bound': bound if abs(bound) < 1e300 else None, 'nodes': info.mip_node_count, 'solve': round(seconds, 3)}))


def model(cost, binaries, rows):
    """A HiGHS model: costs, the number of leading 0-1 columns, blocks of rows as (lower, upper, columns, values) with
    one line of columns and values a row."""
    import highspy, numpy
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(cost), sum(len(r[2]) for r in rows)
    lp.col_cost_ = cost
    lp.col_lower_, lp.col_upper_ = numpy.zeros(len(cost)), numpy.ones(len(cost))
    lp.row_lower_ = numpy.concatenate([numpy.full(len(r[2]), float(r[0])) for r in rows])
    lp.row_upper_ = numpy.concatenate([numpy.full(len(r[2]), float(r[1])) for r in rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lengths = numpy.concatenate([numpy.full(len(r[2]), r[2].shape[1]) for r in rows])
    lp.a_matrix_.start_ = numpy.concatenate([[0], numpy.cumsum(lengths)]).astype(numpy.int32)
    lp.a_matrix_.index_ = numpy.concatenate([r[2].reshape(-1) for r in rows]).astype(numpy.int32)
    lp.a_matrix_.value_ = numpy.concatenate([r[3].reshape(-1) for r in rows]).astype(float)
    kinds = [highspy.HighsVarType.kInteger] * binaries + [highspy.HighsVarType.kContinuous] * (len(cost) - binaries)
    lp.integrality_ = kinds
    return lp


def strong_rows(zones, sites):
    """One row for each zone (served once) and for each zone and site (served from an open site only)."""
    import numpy
    share = sites + numpy.arange(zones * sites).reshape(zones, sites)
    pairs = numpy.stack([share.reshape(-1), numpy.tile(numpy.arange(sites), zones)], axis=1)
    signs = numpy.tile([1.0, -1.0], (zones * sites, 1))
    return share, [(1, 1, share, numpy.ones(share.shape)), (-numpy.inf, 0, pairs, signs)]


def median(source):
    import numpy
    numbers = [int(t) for t in open(source).read().split()]
    n, _, p = numbers[:3]
    distance = numpy.full((n, n), 1e9)
    numpy.fill_diagonal(distance, 0)
    for a, b, c in zip(*[iter(numbers[3:])] * 3):
        # Of two edges between the same places the last one of the file holds.
        distance[a - 1, b - 1] = distance[b - 1, a - 1] = c
    for k in range(n):
        distance = numpy.minimum(distance, distance[:, k:k + 1] + distance[k:k + 1, :])
    _, rows = strong_rows(n, n)
    chosen = (p, p, numpy.arange(n).reshape(1, n), numpy.ones((1, n)))
    return model(numpy.concatenate([numpy.zeros(n), distance.reshape(-1)]), n, [chosen] + rows)


def capacitated(source, word):
    import numpy
    values = [word if t == 'capacity' else float(t) for t in open(source).read().split()]
    m, n = int(values[0]), int(values[1])
    capacity, fixed = numpy.array(values[2:2 + 2 * m:2]), numpy.array(values[3:2 + 2 * m:2])
    table = numpy.array(values[2 + 2 * m:2 + 2 * m + n * (1 + m)]).reshape(n, 1 + m)
    demand, price = table[:, 0], table[:, 1:]
    share, rows = strong_rows(n, m)
    columns = numpy.concatenate([share.T, numpy.arange(m).reshape(m, 1)], axis=1)
    loads = numpy.concatenate([numpy.tile(demand, (m, 1)), -capacity.reshape(m, 1)], axis=1)
    return model(numpy.concatenate([fixed, price.reshape(-1)]), m, rows + [(-numpy.inf, 0, columns, loads)])


# ------------------------------------------------------------------------------------------------------ table
def gap(run):
    if run.get('objective') is None or run.get('bound') is None:
        return 'no plan' if run.get('objective') is None else 'no bound'
    value = abs(run['objective'] - run['bound']) / max(abs(run['objective']), 1e-9)
    return 'optimal' if run['status'] == 'optimal' else f'{100 * value:.2f} %'


def table(paths):
    lines = [json.loads(l) for p in paths for l in open(p) if l.strip()]
    # Of two runs of a case the later one holds.
    lines = list({(l['set'], l['case']): l for l in lines}.values())
    lines.sort(key=lambda l: [int(t) if t.isdigit() else t for t in re.split(r'(\d+)', l['set'] + ' ' + l['case'])])
    text = ''
    for name in dict.fromkeys(l['set'] for l in lines):
        own = [l for l in lines if l['set'] == name]
        text += f'\n## {name}\n\n| case | plan | fordeler | CPU s | wall s | MB | HiGHS | CPU s | of which | MB |\n'
        text += '| --- | ---: | --- | ---: | ---: | ---: | --- | ---: | ---: | ---: |\n'
        for l in own:
            a, b = l['fordeler'], l.get('highs')
            plan = f"{a['objective']:.1f}" if a.get('objective') is not None else '-'
            right = f"{gap(b)} | {b['cpu']:.2f} | {b.get('solve', b['cpu']):.2f} | {b['megabytes']:.0f}" if b else 'not run | | | '
            text += (f"| {l['case']} | {plan} | {gap(a)} | {a['cpu']:.2f} | {a['wall']:.2f} | {a['megabytes']:.0f} "
                     f"| {right} |\n")
        both = [(l['fordeler']['cpu'], l['highs'].get('solve', l['highs']['cpu'])) for l in own if 'highs' in l]
        faster = sum(a < b for a, b in both)
        proved = [l['fordeler'] for l in own if l['fordeler']['status'] == 'optimal']
        text += (f"\nProved {len(proved)} of {len(own)}; {sum(r['cpu'] for r in proved):.1f} CPU s together, "
                 f"{max((r['cpu'] for r in proved), default=0):.2f} at most; "
                 f"{max(l['fordeler']['megabytes'] for l in own):.0f} MB at most. "
                 f"Fewer CPU s than HiGHS's own run in {faster} of {len(both)}.\n")
    return text


def main():
    if len(sys.argv) > 1 and sys.argv[1] == '--highs':
        return highs(sys.argv[2], sys.argv[3], float(sys.argv[4]), float(sys.argv[5]))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--set', choices=['pmed', 'cap', 'large-cap', 'ladder'])
    parser.add_argument('--data', default='.')
    parser.add_argument('--cases', nargs='*')
    parser.add_argument('--core', type=int, default=0)
    parser.add_argument('--limit', type=float, default=60)
    parser.add_argument('--highs-limit', type=float, default=60)
    parser.add_argument('--no-highs', action='store_true')
    parser.add_argument('--table', nargs='*')
    parser.add_argument('--out')
    args = parser.parse_args()
    if args.table:
        text = table(args.table)
        return open(args.out, 'a').write(text) if args.out else print(text)
    if not args.set:
        parser.error('name a --set, or give --table')
    args.program = os.environ.get('FORDELER', 'fordeler')
    out = open(args.out, 'a') if args.out else sys.stdout
    for case in cases(args):
        with tempfile.TemporaryDirectory() as folder:
            line = {'set': args.set, 'case': case, 'fordeler': ours(args, case, folder)}
            if not args.no_highs:
                line['highs'] = theirs(args, case, folder)
        line['machine'] = {'cores': os.cpu_count(), 'system': platform.machine()}
        print(json.dumps(line), file=out, flush=True)


if __name__ == '__main__':
    main()
