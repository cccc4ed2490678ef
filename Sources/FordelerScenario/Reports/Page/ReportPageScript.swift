/// What moves on the report: choosing a day and a van, reading a stop, zooming the map. Without it the first day shows.
enum ReportPageScript {
    static let javaScript = """
        (() => {
        const all = (selector, root = document) => [...root.querySelectorAll(selector)];
        const map = document.getElementById('map'), pick = document.getElementById('pick');
        const whole = map.viewBox.baseVal, full = [whole.x, whole.y, whole.width, whole.height];
        let view = [...full], van = null;

        function draw() {
          map.setAttribute('viewBox', view.join(' '));
          const k = view[2] / map.clientWidth || 1;
          map.style.setProperty('--k', k);
          map.style.touchAction = view[2] < full[2] ? 'none' : 'pan-y';
          const bar = document.getElementById('scalebar'), perKm = +bar.dataset.km / k;
          const km = [0.5, 1, 2, 5, 10, 20, 50, 100, 200].find(step => step * perKm > 60) || 500;
          bar.style.width = km * perKm + 'px';
          bar.textContent = km + ' km';
          // A name is shown when it fits beside the names before it.
          const taken = [];
          for (const name of all('.names g', map)) {
            const at = name.transform.baseVal[0].matrix, text = name.firstChild;
            const half = text.textContent.length * 3.6 + 4, middle = (at.e - view[0]) / k;
            const inset = Math.max(half - middle, 0) - Math.max(middle + half - map.clientWidth, 0), x = middle + inset;
            text.setAttribute('x', inset);
            const y = (at.f - view[1]) / k + +text.getAttribute('y');
            const fits = middle > 0 && middle < map.clientWidth && !taken.some(([a, b, h]) => Math.abs(a - x) < h + half && Math.abs(b - y) < 17);
            name.toggleAttribute('hidden', !fits);
            if (fits) taken.push([x, y, half]);
          }
        }

        function zoom(factor, cx = view[0] + view[2] / 2, cy = view[1] + view[3] / 2) {
          const width = Math.min(full[2], Math.max(full[2] / 60, view[2] * factor)), f = width / view[2];
          view = [cx - (cx - view[0]) * f, cy - (cy - view[1]) * f, width, view[3] * f];
          if (width === full[2]) view = [...full];
          draw();
        }

        function choose(index) {
          van = van === index ? null : index;
          map.classList.toggle('narrowed', van !== null);
          for (const route of all('.route', map)) route.classList.toggle('chosen', route.dataset.van === van);
          for (const row of all('.row')) row.firstChild.setAttribute('aria-pressed', row.dataset.van === van);
          const row = all('.row').find(row => row.dataset.van === van && !row.closest('[hidden]'));
          pick.textContent = row ? row.firstChild.textContent : 'Choose a stop or a van to see it here.';
        }

        function showDay(day) {
          for (const part of all('[data-day]')) part.toggleAttribute('hidden', part.dataset.day !== day);
          if (van !== null) { const kept = van; van = null; choose(kept); }
        }

        for (const input of all('.days input')) input.addEventListener('change', () => showDay(input.value));
        for (const button of all('.van')) button.addEventListener('click', () => choose(button.parentNode.dataset.van));
        for (const button of all('[data-zoom]')) button.addEventListener('click', () => {
          if (+button.dataset.zoom) zoom(+button.dataset.zoom); else { view = [...full]; draw(); }
        });
        document.addEventListener('click', event => {
          const stop = event.target.closest('.stop'), bar = event.target.closest('.track i[title]');
          if (stop) pick.textContent = stop.querySelector('title').textContent;
          if (bar) pick.textContent = bar.title;
        });
        let held = null;
        map.addEventListener('pointerdown', event => { if (view[2] < full[2]) held = [event.clientX, event.clientY, ...view]; });
        addEventListener('pointermove', event => {
          if (!held) return;
          const k = view[2] / map.clientWidth;
          view[0] = held[2] - (event.clientX - held[0]) * k;
          view[1] = held[3] - (event.clientY - held[1]) * k;
          draw();
        });
        addEventListener('pointerup', () => { held = null; });
        map.addEventListener('wheel', event => {
          if (!event.ctrlKey && !event.metaKey) return;
          event.preventDefault();
          const box = map.getBoundingClientRect(), k = view[2] / box.width;
          zoom(event.deltaY < 0 ? 0.8 : 1.25, view[0] + (event.clientX - box.left) * k, view[1] + (event.clientY - box.top) * k);
        }, { passive: false });
        addEventListener('resize', draw);
        const checked = document.querySelector('.days input:checked');
        if (checked) showDay(checked.value);
        draw();
        })();
        """
}
