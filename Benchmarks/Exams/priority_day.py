#!/usr/bin/env python3
"""Plan the priority-day set with VROOM, day by day, and print its aims beside ours.

  fordeler generate priority-day --out DIR
  fordeler bench priority --seconds 60 --out ours.json
  priority_day.py --data DIR --program fordeler --ours ours.json [--files p01-100,p02-140] [--explore 5] [--limit SECONDS] [--out vroom.jsonl]

VROOM gets what it can express: the van-days of one day with capacities, skills, shifts and breaks, and every open order
that may be served that day, with its windows and a priority from 0 to 100 as its users set it: the class first, then how
near the due instant is. What it serves is taken out, what it leaves is offered again the next day. Its routes are judged by
`fordeler bench priority --judge`, which schedules them and has the checker recompute every aim; a visit that breaks a rule
VROOM cannot know (clean before returned, infection last) is left out there, counted, and offered again the next day. The
table compares aim by aim.
Needs pyvroom and numpy.
"""
import argparse, json, os, subprocess, sys, tempfile, time
from datetime import timedelta
import numpy as np

NAMES = ['acute', 'acute_s', '1', '1_days', '2', '2_days', '3', '3_days', 'promises', 'cost']
BASE = {'acute': 85, '1': 60, '2': 35, '3': 10}


def matrix(flat):
    """Seconds between the locations, by the formula of the page PriorityDaySet."""
    p = np.radians([[l['latitude'], l['longitude']] for l in flat['locations']])
    a, o = p[:, 0][:, None], p[:, 1][:, None]
    h = np.sin((a.T - a) / 2) ** 2 + np.cos(a) * np.cos(a.T) * np.sin((o.T - o) / 2) ** 2
    t = flat['travel']
    road = np.floor(2 * 6371008.8 * np.arcsin(np.minimum(1, np.sqrt(h))) * t['road_factor'] + 0.5)
    seconds, start = np.zeros_like(road), 0
    for i, (end, speed) in enumerate(zip(t['band_ends'], t['speeds'])):
        top = road if i == len(t['speeds']) - 1 else np.minimum(road, end)
        seconds += np.maximum(0, top - start) * 3.6 / speed
        start = end
    return np.floor(seconds + 0.5).astype(np.uint32)


def priority(job, day_end):
    """0 to 100: the class, and up to 15 more the nearer (or the longer past) the due instant is."""
    if job.get('due') is None: return BASE[job['priority']]
    days = (job['due'] - day_end) / 86400
    return int(min(100, BASE[job['priority']] + max(0, min(15, 8 - days))))


def judge(program, name, routes):
    """What the checker finds: aims, and the orders refused where they stood."""
    with tempfile.NamedTemporaryFile('w', suffix='.json', delete=False) as t: json.dump({'file': name, 'routes': routes}, t)
    r = subprocess.run([program, 'bench', 'priority', '--judge', t.name, '--json'], capture_output=True, text=True); os.unlink(t.name)
    try: return json.loads(r.stdout)
    except ValueError: raise SystemExit(f'{name}: not judged: {r.stderr.strip()[:200]}')


def plan(flat, name, program, explore, threads, limit):
    import vroom
    seconds = matrix(flat)
    open_jobs, routes, refusals, searching = dict(enumerate(flat['jobs'])), [], 0, 0.0
    number = {j['order']: k for k, j in open_jobs.items()}
    days = sorted({v['date'] for v in flat['van_days']})
    for day in days:
        vans = {i: v for i, v in enumerate(flat['van_days']) if v['date'] == day}
        begin, end = min(v['begins'] for v in vans.values()), max(v['latest_end'] for v in vans.values())
        problem = vroom.Input()
        problem.set_durations_matrix(profile='car', matrix_input=seconds)
        problem.set_costs_matrix(profile='car', matrix_input=seconds)
        shared, names = 64, {}
        for i, v in vans.items():
            # One trip: VROOM has no reload. The skill `shared + i` stands for "this very van-day".
            problem.add_vehicle(vroom.Vehicle(
                i, start=v['start'], end=v['end'] if v.get('end') is not None else v['start'], profile='car',
                capacity=v['capacity'], skills=set(v['skills']) | {shared + i},
                time_window=vroom.TimeWindow(v['begins'] + v['loading'], v['latest_end']),
                breaks=[vroom.Break(k, time_windows=[vroom.TimeWindow(b[0], b[1])], service=b[2]) for k, b in enumerate(v['breaks'])]))
        offered = 0
        for k, j in open_jobs.items():
            may = [i for i in vans if j.get('van_days') is None or i in set(j['van_days'])]
            if not may or j['release'] >= end: continue
            windows = [(max(a, begin), min(b, end)) for a, b in j['windows'] if b >= begin and a <= end]
            if j['windows'] and not windows: continue
            if j['release'] > begin: windows = [(max(a, j['release']), b) for a, b in (windows or [(begin, end)]) if b >= j['release']]
            if len(may) < len(vans):
                # A set of vans is no skill in VROOM; the first that may serve stands for all.
                skills = set(j['skills']) | {shared + may[0]}
            else: skills = set(j['skills'])
            job = vroom.Job(k, location=j['location'], default_setup=j['setup'], default_service=j['service'], delivery=j['delivery'], pickup=j['pickup'],
                            skills=skills, priority=priority(j, end), time_windows=[vroom.TimeWindow(a, b) for a, b in windows] or [vroom.TimeWindow(begin, end)])
            problem.add_job(job); offered += 1
        if not offered: continue
        began = time.time(); solution = problem.solve(exploration_level=explore, nb_threads=threads, timeout=timedelta(seconds=limit) if limit else None).to_dict(); searching += time.time() - began
        today = []
        for r in solution['routes']:
            v = flat['van_days'][r['vehicle']]
            today.append({'van': v['van'], 'date': v['date'], 'stops': [open_jobs[s['id']]['order'] for s in r['steps'] if s['type'] == 'job']})
        refused = set(judge(program, name, today)['refused']); refusals += len(refused)
        for r in today:
            r['stops'] = [o for o in r['stops'] if o not in refused]
            for o in r['stops']: open_jobs.pop(number[o])
        routes += today
    return routes, refusals, searching


def better(a, b):
    """'ahead', 'equal' or 'behind' of a against b in the lexicographic order."""
    return 'equal' if a == b else 'ahead' if a < b else 'behind'


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('--data', required=True); ap.add_argument('--program', default=os.environ.get('FORDELER', 'fordeler'))
    ap.add_argument('--ours', default=''); ap.add_argument('--files', default=''); ap.add_argument('--explore', type=int, default=5)
    ap.add_argument('--limit', type=float, default=0, help='seconds a day, 0: until VROOM ends by itself'); ap.add_argument('--threads', type=int, default=1); ap.add_argument('--out', default='')
    a = ap.parse_args()
    files = [f for f in a.files.split(',') if f] or sorted(f for f in os.listdir(a.data) if f.startswith('p'))
    ours, rule = {}, {}
    if a.ours:
        for c in json.load(open(a.ours))['cases']:
            name = c['name'].split('/', 1)[-1]
            if name.endswith('-earliest-due-first'): rule[name[:-len('-earliest-due-first')]] = c['aims']
            elif c['name'].startswith('priority/'): ours[name] = c['aims']
    print('file            who            ' + ' '.join(f'{n:>9s}' for n in NAMES) + '   we are', flush=True)
    for f in files:
        flat = json.load(open(os.path.join(a.data, f, 'flat.json')))
        routes, refusals, took = plan(flat, f, a.program, a.explore, a.threads, a.limit)
        verdict = judge(a.program, f, routes)
        keys = ['breaches_acute', 'tardiness_acute_seconds', 'breaches_1', 'tardiness_1_days', 'breaches_2', 'tardiness_2_days', 'breaches_3', 'tardiness_3_days', 'promises_broken', 'cost']
        aims = [verdict['aims'][k] for k in keys]
        rows = [('ours', ours.get(f)), ('vroom', aims), ('earliest due', rule.get(f))]
        for who, v in rows:
            if v is None: continue
            note = '' if who == 'ours' or f not in ours else better(ours[f], v)
            if who == 'vroom': note += f'   ({took:.1f} s, {refusals} refusals)'
            print(f'{f:15s} {who:14s} ' + ' '.join(f'{x:9d}' for x in v) + '   ' + note, flush=True)
        if a.out: open(a.out, 'a').write(json.dumps({'file': f, 'peer': 'vroom', 'aims': aims, 'seconds': round(took, 2), 'refusals': refusals, 'visits': verdict['visits'], 'explore': a.explore, 'limit': a.limit}) + '\n')


if __name__ == '__main__': main()
