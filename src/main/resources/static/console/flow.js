// Draws the flow from the tables below it, so that picture and tables cannot differ.
(() => {
  const place = document.querySelector('[data-picture]');
  if (!place || !window.echarts) return;
  const tallest = Math.max(...['s:', 'e:', 'p:'].map(kind => document.querySelectorAll(`[data-flow] [data-node^="${kind}"]`).length));
  place.style.height = `${Math.max(place.clientWidth < 600 ? 460 : 420, tallest * 38)}px`;
  const chart = echarts.init(place, null, { renderer: 'canvas' });
  const palette = { s: '#3b82b5', e: '#4b9b82', p: '#b5823b' };
  const format = number => number.toLocaleString('en-US');
  const width = records => Math.sqrt(Math.max(records, 0)) + 1;

  const read = () => {
    const nodes = new Map([...document.querySelectorAll('[data-flow] [data-node]')].map(row => [row.dataset.node,
      { id: row.dataset.node, label: row.dataset.name, records: Number(row.dataset.records) }]));
    const links = [...document.querySelectorAll('[data-flow] [data-from]')]
      .map(link => ({ source: link.dataset.from, target: link.dataset.to, records: Number(link.dataset.records) }))
      .filter(link => nodes.has(link.source) && nodes.has(link.target));
    return { nodes, links };
  };

  let drawn = '';
  const draw = force => {
    const { nodes, links } = read();
    const narrow = place.clientWidth < 600;
    const style = getComputedStyle(document.documentElement);
    const text = style.getPropertyValue('--ink').trim();
    const now = JSON.stringify([[...nodes.values()], links, narrow, text]);
    if (!force && now === drawn) return;
    drawn = now;
    chart.setOption({
      animationDurationUpdate: 300,
      textStyle: { fontFamily: style.getPropertyValue('--sans').trim() },
      tooltip: { trigger: 'item', renderMode: 'richText', confine: true,
        formatter: at => at.dataType === 'edge'
          ? `${nodes.get(at.data.source).label} → ${nodes.get(at.data.target).label}\n${format(at.data.records)}`
          : `${nodes.get(at.name).label}\n${format(nodes.get(at.name).records)}` },
      series: [{
        type: 'sankey', left: 6, right: narrow ? 84 : 170, top: 10, bottom: 18, nodeGap: narrow ? 26 : 20, nodeWidth: 12, draggable: false,
        emphasis: { focus: 'adjacency' },
        data: [...nodes.values()].map(node => ({ name: node.id, depth: { s: 0, e: 1, p: 2 }[node.id[0]], value: width(node.records),
          itemStyle: { color: palette[node.id[0]] } })),
        links: links.map(link => ({ ...link, value: width(link.records) })),
        lineStyle: { color: 'source', opacity: .28, curveness: .5 },
        label: { color: text, textBorderWidth: 0, fontSize: narrow ? 11 : 12.5, overflow: 'truncate', width: narrow ? 76 : 170,
          formatter: at => `${nodes.get(at.name).label}${narrow ? '\n' : '  '}${format(nodes.get(at.name).records)}`, lineHeight: 15 }
      }]
    }, true);
    document.body.dataset.picture = 'ready';
  };

  draw(true);
  document.addEventListener('htmx:afterSwap', () => draw(false));
  document.addEventListener('datong:theme', () => draw(true));
  addEventListener('resize', () => { chart.resize(); draw(true); });
})();
