/** Summary of one contender's blocks, with ratios to raw undici's in the same rounds. */
export function summary(blocks, measure) {
  const of = (figure) => blocks.map((block) => block[figure]);
  const ratios = (figure) => blocks.map((block, round) => block[figure] / measure[round][figure]);
  return {
    throughput: { ...spread(of('throughput')), ratio: median(ratios('throughput')) },
    // Other load on the machine only adds: the minimum is closest to the true cost.
    cpu: { ...spread(of('cpu')), ratio: least(blocks, 'cpu') / least(measure, 'cpu') },
    bytes: { ...spread(of('bytes')), ratio: median(ratios('bytes')) },
    stall: spread(of('stall')),
  };
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const last = sorted.length - 1;
  return (sorted[Math.floor(last / 2)] + sorted[Math.ceil(last / 2)]) / 2;
}

function spread(values) {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

function least(blocks, figure) {
  return Math.min(...blocks.map((block) => block[figure]));
}
