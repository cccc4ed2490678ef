/// How the sheets look on screen and on paper (A4, one page a van).
enum SheetsPageStyle {
    static let css = """
        @page{size:A4 portrait;margin:9mm}
        *{box-sizing:border-box}
        [hidden]{display:none!important}
        body{margin:0;background:#e7eaee;color:#111;font:13px/1.35 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}
        nav{position:sticky;top:0;background:#1d2a3a;color:#fff;padding:10px 16px;display:flex;gap:14px;align-items:center;flex-wrap:wrap;z-index:2}
        select,button{font:inherit;padding:5px 10px;border-radius:6px;border:1px solid #8a97a8;background:#fff;color:#111}
        main{padding:14px}
        .sheet{background:#fff;max-width:840px;margin:0 auto 18px;padding:20px 22px;border:1px solid #c8ced6;border-radius:4px;overflow-x:auto}
        .sheet header{display:flex;justify-content:space-between;gap:16px;align-items:flex-end;border-bottom:3px solid #111;padding-bottom:6px;flex-wrap:wrap}
        h1{margin:0;font-size:25px;line-height:1.1}
        .date{margin:2px 0 0;font-size:15px;font-weight:600}
        h2{font-size:14px;margin:0 0 2px}
        dl{display:flex;flex-wrap:wrap;gap:4px 18px;margin:0}
        dt{font-size:11px;color:#444}
        dd{margin:0;font-weight:650;font-size:15px}
        table{border-collapse:collapse;width:100%}
        th{font-size:11px;text-align:left;color:#444;padding:5px 6px 3px 0;border-bottom:1px solid #111}
        td{padding:5px 6px 5px 0;border-bottom:1px solid #b6bdc6;vertical-align:top}
        tr{break-inside:avoid}
        .nr{font-weight:700;font-size:15px;text-align:center;width:26px}
        .stops td:nth-child(2){white-space:nowrap;font-variant-numeric:tabular-nums}
        .blank{min-width:74px}
        .box{font-size:20px;line-height:1;text-align:center}
        .store td{background:#eceff3;font-weight:600;-webkit-print-color-adjust:exact;print-color-adjust:exact}
        .mark{display:inline-block;border:1.6px solid #111;border-radius:3px;padding:0 4px;font-weight:700;font-size:11px;margin:0 2px 2px 0}
        small{color:#333;font-size:11.5px}
        .loads{display:grid;grid-template-columns:repeat(auto-fit,minmax(290px,1fr));gap:10px 24px;margin-top:14px}
        .loads section{break-inside:avoid}
        .loads td{padding:3px 6px 3px 0}
        .loads td:nth-child(2){white-space:nowrap}
        .how{margin:2px 0;color:#444;font-size:11.5px}
        footer{margin-top:12px;display:flex;justify-content:space-between;gap:14px;flex-wrap:wrap;color:#444;font-size:11px}
        @media screen and (max-width:600px){main{padding:8px}.sheet{padding:14px 12px}
        .stops thead,.stops .blank,.stops td:empty:not(.nr){display:none}
        .stops,.stops tbody{display:block}
        .stops tr{display:grid;grid-template-columns:36px 1fr 34px;border-bottom:1px solid #b6bdc6;padding:7px 0}
        .stops td{border:0;padding:1px 0;grid-column:2}
        .stops .nr{grid-column:1;grid-row:1}
        .stops .box{grid-column:3;grid-row:1}
        .stops .store{display:block;padding:0}.stops .store td{display:inline-block;padding:6px 8px}
        .stops .store{background:#eceff3}}
        @media print{nav{display:none}body{background:#fff;font-size:9.6pt}main{padding:0}
        .sheet{border:0;border-radius:0;margin:0;padding:0;max-width:none;break-after:page}
        .sheet:last-child{break-after:auto}}
        """

    static let javaScript = """
        (() => {
        const choice = document.getElementById('day');
        const show = () => document.querySelectorAll('[data-day]').forEach(part =>
          part.toggleAttribute('hidden', part.dataset.day !== choice.value));
        choice.addEventListener('change', show);
        document.getElementById('print').addEventListener('click', () => print());
        show();
        })();
        """
}
