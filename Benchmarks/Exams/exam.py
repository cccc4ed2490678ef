#!/usr/bin/env python3
"""Run fordeler and peers side by side on many instances and print the gaps.

  exam.py --data DIR --list windows-100 --peers fordeler,pyvrp,commiv --seconds 10 --seeds 1,2,3      (lists.json: the lists we report)
  exam.py --data DIR --instances uchoa-x/X-n125-k30,solomon/R104 --peers fordeler,pyvrp,hygese --seconds 10 --seeds 1,2
  exam.py --data DIR --set solomon --every 4 --peers fordeler,pyvrp,commiv --seconds 10 --out results.jsonl --resume

Every run is its own process (peers.py) pinned to one core; instance by instance the peers take turns,
so that a slow moment of the machine hits them alike. The table gives percent above best known
(vehicles above best known first, for pickup and delivery). The last lines are the means: fordeler's is
FAIL as soon as one of its runs failed; a peer's is taken over the files it solved, its failures counted
beside it, and "on the same files" compares only where both answered. One JSON line a run goes to --out;
--resume takes what is already there instead of running it again. Each line names the commit and the processor; report.py
makes the tables of Benchmarks/Results from these lines.
"""
import argparse, json, os, statistics as st, subprocess, sys

here = os.path.dirname(os.path.abspath(__file__))
ap = argparse.ArgumentParser()
ap.add_argument('--instances', default=''); ap.add_argument('--set', default=''); ap.add_argument('--every', type=int, default=1)
ap.add_argument('--list', default=''); ap.add_argument('--match', default=''); ap.add_argument('--peers', default='fordeler,pyvrp')
ap.add_argument('--seconds', type=float, default=10); ap.add_argument('--seeds', default='1'); ap.add_argument('--core', type=int, default=0)
ap.add_argument('--threads', type=int, default=1); ap.add_argument('--data', required=True, help='folder with the sets, one folder each, and bks.csv'); ap.add_argument('--out', default='')
ap.add_argument('--resume', action='store_true'); ap.add_argument('--clock', choices=('wall', 'cpu'), default='wall')
a = ap.parse_args()
data = a.data
names = [x for x in a.instances.split(',') if x]
for l in filter(None, a.list.split(',')): names += json.load(open(os.path.join(here, 'lists.json')))[l]
for s in filter(None, a.set.split(',')):
    files = sorted({f[:-4] for f in os.listdir(os.path.join(data, s)) if f.endswith(('.txt', '.vrp')) and a.match in f and 'README' not in f})
    names += [f'{s}/{f}' for f in files[::a.every]]
peers, seeds = a.peers.split(','), a.seeds.split(',')
key = lambda d: (d.get('peer'), d.get('instance'), float(d.get('limit_s', 0)), str(d.get('seed')), d.get('threads', 1))
commit = subprocess.run(['git', '-C', here, 'rev-parse', '--short=12', 'HEAD'], capture_output=True, text=True).stdout.strip() or 'unknown'
processor = next((l.split(':', 1)[1].strip() for l in open('/proc/cpuinfo') if l.startswith('model name')), 'unknown') if os.path.exists('/proc/cpuinfo') else 'unknown'
have = {}
if a.resume and a.out and os.path.exists(a.out): have = {key(d): d for d in map(json.loads, open(a.out)) if 'limit_s' in d}
out = open(a.out, 'a') if a.out else None


def run(p, n, s):
    threads = a.threads if p == 'fordeler' else 1
    if (d := have.get((p, n, a.seconds, s, threads))): return d
    cmd = [sys.executable, os.path.join(here, 'peers.py'), '--peer', p, '--instance', n, '--seconds', str(a.seconds), '--seed', s,
           '--core', str(a.core), '--clock', a.clock, '--data', data, '--threads', str(a.threads if p == 'fordeler' else 1)]
    if n.startswith('li-lim'): cmd += ['--objective', 'fleet']
    d = dict(peer=p, instance=n, limit_s=a.seconds, seed=int(s), feasible=False)
    try:
        r = subprocess.run(cmd, capture_output=True, text=True, timeout=3 * a.seconds + 60)
        d = json.loads(r.stdout.strip().splitlines()[-1])
    except subprocess.TimeoutExpired: d['error'] = f'no end within {3 * a.seconds + 60:.0f} s'
    except (ValueError, IndexError): d['error'] = r.stderr[-200:]
    d.update(commit=commit, processor=processor, threads=threads, clock=a.clock)
    if out: out.write(json.dumps(d) + '\n'); out.flush()
    return d


gap, veh, failed = {}, {}, {p: 0 for p in peers}
print(f'{"instance":28s}' + ''.join(f'{p:>14s}' for p in peers), flush=True)
for n in names:
    cells = []
    for p in peers:
        ds = [run(p, n, s) for s in seeds]
        bad = [str(d.get('error') or d.get('problems') or 'infeasible')[:70] for d in ds if not d.get('feasible') or d.get('gap_pct') is None]
        if bad: failed[p] += 1; cells.append('FAIL'); print(f'  {p} on {n}: {bad[0]}', file=sys.stderr); continue
        gap[n, p], veh[n, p] = st.mean(d['gap_pct'] for d in ds), st.mean(d.get('vehicle_gap') or 0 for d in ds)
        cells.append(f'{"%+.1fv " % veh[n, p] if n.startswith("li-lim") else ""}{gap[n, p]:.2f}')
    print(f'{n:28s}' + ''.join(f'{c:>14s}' for c in cells), flush=True)


def mean(table, p, files):
    if p == 'fordeler' and failed[p]: return f'{"FAIL (%d)" % failed[p]:>14s}'
    v = [table[n, p] for n in files if (n, p) in table]
    return f'{st.mean(v):10.3f}{"" if not failed[p] else " -%d" % failed[p]:4s}' if v else f'{"-":>14s}'


print(f'{"mean of %d" % len(names):28s}' + ''.join(mean(gap, p, names) for p in peers))
lilim = [n for n in names if n.startswith('li-lim')]
if lilim: print(f'{"mean vehicles above":28s}' + ''.join(mean(veh, p, lilim) for p in peers))
if lilim: print(f'{"fewest vehicles reached":28s}' + ''.join(f'{sum(veh.get((n, p), 9) <= 0 for n in lilim)}/{len(lilim)}'.rjust(14) for p in peers))
for p in peers:
    both = [n for n in names if (n, p) in gap and (n, 'fordeler') in gap]
    if p != 'fordeler' and both and len(both) < len(names):
        print(f'on the same {len(both)} files: fordeler {st.mean(gap[n, "fordeler"] for n in both):.3f}, {p} {st.mean(gap[n, p] for n in both):.3f}')
