// Draws bars, before beside after, from the table that each picture names, so that picture and table cannot differ.
(() => {
  if (!window.echarts) return;
  const pictures = [...document.querySelectorAll('[data-bars]')].map(place => ({ place, chart: echarts.init(place, null, { renderer: 'canvas' }) }));
  const draw = ({ place, chart }) => {
    const rows = [...document.querySelectorAll(`${place.dataset.bars} tbody tr`)].map(row => row.dataset);
    const share = 'share' in place.dataset;
    const style = getComputedStyle(document.documentElement);
    const ink = style.getPropertyValue('--ink').trim();
    const line = style.getPropertyValue('--line').trim();
    const format = value => share ? `${(value * 100).toFixed(1)} %` : value.toLocaleString('en-US');
    const bars = (name, key, color) => ({ name, type: 'bar', barMaxWidth: 22, itemStyle: { color }, data: rows.map(row => Number(row[key])) });
    chart.setOption({
      animationDurationUpdate: 300,
      textStyle: { fontFamily: style.getPropertyValue('--sans').trim(), color: ink },
      legend: { top: 0, textStyle: { color: ink } },
      grid: { left: 8, right: 12, top: 34, bottom: 6, containLabel: true },
      tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, valueFormatter: format },
      xAxis: { type: 'category', data: rows.map(row => row.name), axisLabel: { color: ink, interval: 0, rotate: share ? 20 : place.clientWidth < 480 ? 45 : 0, fontSize: 11 }, axisLine: { lineStyle: { color: line } } },
      yAxis: { type: 'value', axisLabel: { color: ink, formatter: format }, splitLine: { lineStyle: { color: line } }, max: share ? 1 : null },
      series: [bars(place.dataset.before, 'from', '#b5823b'), bars(place.dataset.after, 'to', '#4b9b82')]
    }, true);
  };
  const all = () => { pictures.forEach(draw); document.body.dataset.picture = 'ready'; };
  all();
  document.addEventListener('datong:theme', all);
  addEventListener('resize', () => { pictures.forEach(({ chart }) => chart.resize()); all(); });
})();
