#!/usr/bin/env python3
"""Make the tables of Benchmarks/Results from the lines that exam.py writes.

  report.py RESULTS.jsonl [MORE.jsonl ...] --out Benchmarks/Results/routing.md [--readme README.md]

Lines are grouped by the lists of lists.json, by seconds, clock and threads; where a run stands twice, the later line
counts. Every table gives percent above the best known value, the mean over the seeds (pickup and delivery: vehicles above
the best known first), and below it the means, the share of ours in the best other solver's on the files that both solved,
and whether that reaches the bar of the list. With --readme, the table of means between the marks
<!-- benchmarks --> and <!-- /benchmarks --> of that file is replaced.
"""
import argparse, collections, json, os, statistics as st

here = os.path.dirname(os.path.abspath(__file__))
BARS = {'windows-100': 0.5, 'windows-large-30': 0.5, 'windows-large-60': 0.5, 'cvrp': 0.8, 'rich': 0.7}
TITLES = {'windows-100': 'Time windows, 100 customers (Solomon)', 'windows-large-30': 'Time windows, 200 to 600 customers (Gehring and Homberger)',
          'windows-large-60': 'Time windows, 800 and 1,000 customers (Gehring and Homberger)', 'cvrp': 'Capacity (Uchoa X)',
          'pickup-delivery': 'Pickup and delivery (Li and Lim), vehicles first', 'rich': 'Rich sets in PyVRP\'s form', 'other': 'Other files'}
ORDER = list(TITLES)


def read(paths):
    """The latest line of every run."""
    runs = {}
    for path in paths:
        for line in open(path):
            try: d = json.loads(line)
            except ValueError: continue
            if 'peer' not in d or 'instance' not in d or not d.get('limit_s'): continue
            d.setdefault('threads', 1); d.setdefault('clock', 'wall'); d.setdefault('commit', 'unknown'); d.setdefault('processor', 'unknown')
            group = (list_of(d['instance'], float(d.get('limit_s', 0))), float(d.get('limit_s', 0)), d['clock'])
            name = d['peer'] if d['threads'] == 1 else f"{d['peer']}, {d['threads']} threads"
            runs[group, d['instance'], name, str(d.get('seed'))] = d
    return runs


LISTS = json.load(open(os.path.join(here, 'lists.json')))


def list_of(instance, seconds):
    return next((l for l, names in LISTS.items() if instance in names), 'other')


def cell(ds, lilim):
    good = [d for d in ds if d.get('feasible') and d.get('gap_pct') is not None]
    if len(good) < len(ds): return None, None, 'FAIL'
    gap, veh = st.mean(d['gap_pct'] for d in good), st.mean(d.get('vehicle_gap') or 0 for d in good)
    return gap, veh, (f'{veh:+.1f} v, {gap:.2f}' if lilim else f'{gap:.2f}')


def table(group, runs, means):
    name, seconds, clock = group
    mine = {k[1:]: d for k, d in runs.items() if k[0] == group}
    order = LISTS.get(name, [])
    files = sorted({i for i, _, _ in mine}, key=lambda i: (order.index(i) if i in order else len(order), i))
    solvers = sorted({p for _, p, _ in mine}, key=lambda p: (not p.startswith('fordeler'), p))
    seeds = sorted({s for _, _, s in mine}, key=lambda s: (len(s), s))
    ours = [d for (i, p, s), d in mine.items() if p.startswith('fordeler')]
    commits = sorted({d['commit'] for d in ours}) or ['unknown']
    processors = sorted({d['processor'] for d in mine.values()})
    lilim = any(i.startswith('li-lim') for i in files)
    unit = 'processor seconds' if clock == 'cpu' else 's'
    out = [f'## {TITLES[name]}, {seconds:g} {unit}', '',
           f'Commit {", ".join(commits)}; {", ".join(processors)}; one core each unless said; seeds {", ".join(seeds)}; {len(files)} files'
           + (f' of the list\'s {len(order)}' if order and len(files) < len(order) else '') + '.', '',
           '```', f'exam.py --data DIR --list {name if name != "other" else "…"} --peers {",".join(dict.fromkeys(p.split(",")[0] for p in solvers))} '
           f'--seconds {seconds:g} --seeds {",".join(seeds)}' + (' --clock cpu' if clock == 'cpu' else ''), '```', '',
           '| file | ' + ' | '.join(solvers) + ' |', '| --- |' + ' ---: |' * len(solvers)]
    gaps, vehs = collections.defaultdict(dict), collections.defaultdict(dict)
    for f in files:
        cells = []
        for p in solvers:
            ds = [d for (i, q, s), d in mine.items() if i == f and q == p]
            if not ds: cells.append(''); continue
            gap, veh, text = cell(ds, lilim)
            if gap is not None: gaps[p][f], vehs[p][f] = gap, veh
            cells.append(text + ('' if len(ds) == len(seeds) else f' ({len(ds)} of {len(seeds)} seeds)'))
        out.append(f'| {f} | ' + ' | '.join(cells) + ' |')
    asked = {p: {i for i, q, _ in mine if q == p} for p in solvers}
    def mean(values, p):
        failed = len(asked[p]) - len(values[p])
        if p.startswith('fordeler') and failed: return f'FAIL ({failed})'
        if not values[p]: return '-'
        return f'{st.mean(values[p].values()):.3f}' + (f' (-{failed})' if failed else '')
    out.append('| **mean** | ' + ' | '.join(mean(gaps, p) for p in solvers) + ' |')
    if lilim:
        out.append('| **mean vehicles above** | ' + ' | '.join(mean(vehs, p) for p in solvers) + ' |')
        reached = lambda p: f'{sum(vehs[p].get(f, 9) <= 0 for f in asked[p])} of {len(asked[p])}'
        out.append('| **best known vehicles** | ' + ' | '.join(reached(p) for p in solvers) + ' |')
    if name == 'rich':
        for s in dict.fromkeys(f.split('/')[0] for f in files):
            row = [(lambda v: f'{st.mean(v):.2f}' if v else '-')([g for f, g in gaps[p].items() if f.startswith(s + '/')]) for p in solvers]
            out.append(f'| *mean of {s}* | ' + ' | '.join(row) + ' |')
    out.append('')
    for us in [p for p in solvers if p.startswith('fordeler')]:
        out += judge(us, name, solvers, gaps, vehs, lilim)
    out.append('')
    means.append((name, seconds, clock, [(p, mean(vehs if lilim else gaps, p) + (f' v, {mean(gaps, p)} %' if lilim else ' %')) for p in solvers]))
    return out


def judge(us, name, solvers, gaps, vehs, lilim):
    lines, best = [], None
    for p in solvers:
        if p.startswith('fordeler'): continue
        both = [f for f in gaps[us] if f in gaps[p]]
        if not both: continue
        mine, theirs = st.mean(gaps[us][f] for f in both), st.mean(gaps[p][f] for f in both)
        if lilim:
            a, b = st.mean(vehs[us][f] for f in both), st.mean(vehs[p][f] for f in both)
            lines.append(f'- {us} and {p} on {len(both)} files: {a:+.2f} and {b:+.2f} vehicles, {mine:.3f} % and {theirs:.3f} %.')
        else:
            share = f'{mine / theirs:.2f} of it' if theirs > 0 else 'both at the best known' if mine <= 0 else 'behind'
            lines.append(f'- {us} and {p} on {len(both)} files: {mine:.3f} % and {theirs:.3f} %: {share}.')
            if best is None or theirs < best[1]: best = (p, theirs, mine)
    if name == 'rich' and best:
        # The bar of these sets holds for each of them, not for their mean.
        for one in dict.fromkeys(f.split('/')[0] for f in gaps[us]):
            both = [f for f in gaps[us] if f in gaps[best[0]] and f.startswith(one + '/')]
            if not both: continue
            mine, theirs = st.mean(gaps[us][f] for f in both), st.mean(gaps[best[0]][f] for f in both)
            reached = mine <= BARS[name] * theirs + 1e-9
            lines.append(f'- Bar for {one}: at most {BARS[name]:g} of {best[0]}: {mine:.2f} % and {theirs:.2f} %, {"reached" if reached else "not reached"}.')
    elif name in BARS and best and not lilim:
        bar = BARS[name]; reached = best[2] <= bar * best[1] + 1e-9
        lines.append(f'- Bar: at most {bar:g} of the best other solver ({best[0]}): {"reached" if reached else "not reached"}.')
    if name == 'windows-100' and gaps[us]:
        mean = st.mean(gaps[us].values())
        lines.append(f'- Bar: 0.10 % or less: {mean:.3f} %, {"reached" if mean <= 0.10 + 1e-9 else "not reached"}.')
    if lilim and vehs[us]:
        small = [f for f in vehs[us] if f.split('/')[1].split('_')[0][-3:].isdigit() or '1_2_' in f or '2_2_' in f]
        hit = [f for f in small if vehs[us][f] <= 0]
        if small and hit:
            gap = st.mean(gaps[us][f] for f in hit)
            lines.append(f'- Bar: best known vehicles on 7 of 8 files of 100 and 200 tasks, distance under 0.5 %: {us} {len(hit)} of {len(small)}, {gap:.3f} %.')
    return lines


def main():
    ap = argparse.ArgumentParser(); ap.add_argument('results', nargs='+'); ap.add_argument('--out', default=''); ap.add_argument('--readme', default='')
    a = ap.parse_args(); runs, means = read(a.results), []
    groups = sorted({k[0] for k in runs}, key=lambda g: (ORDER.index(g[0]), g[1], g[2]))
    text = ['# Routing on public instances', '',
            'Made by `Benchmarks/Exams/report.py` from the lines of `exam.py`. Every figure is percent above the best known value, the mean over',
            'the seeds; each solver ran in turn on the same core for the same seconds, and every cost was recomputed from the routes by a',
            'checker that none of the solvers shares. The page *Exams* names the sets, their sources and the way of counting. FAIL: a run gave',
            'no feasible plan; a number in brackets after a mean says how many files that solver failed on.', '']
    body = []
    for g in groups: body += table(g, runs, means)
    short = ['| list | seconds | ' + 'means |', '| --- | ---: | --- |']
    for name, seconds, clock, cells in means:
        short.append(f'| {TITLES[name]} | {seconds:g} | ' + '; '.join(f'{"**" + p + "**" if p.startswith("fordeler") else p} {v}' for p, v in cells) + ' |')
    text += ['## Means', ''] + short + [''] + body
    result = '\n'.join(text).rstrip() + '\n'
    if a.out:
        os.makedirs(os.path.dirname(os.path.abspath(a.out)), exist_ok=True); open(a.out, 'w').write(result)
    else: print(result, end='')
    if a.readme:
        page = open(a.readme).read(); first, last = '<!-- benchmarks -->', '<!-- /benchmarks -->'
        if first in page and last in page:
            page = page[:page.index(first) + len(first)] + '\n' + '\n'.join(short) + '\n' + page[page.index(last):]
            open(a.readme, 'w').write(page)
        else: raise SystemExit(f'{a.readme} has no marks {first} and {last}')


if __name__ == '__main__': main()
