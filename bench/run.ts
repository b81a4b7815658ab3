import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { api } from './benchmarks/api';
import { autoscale } from './benchmarks/autoscale/autoscale';
import { broker } from './benchmarks/broker';
import { generate } from './benchmarks/generate';
import { portal } from './benchmarks/portal';
import { preview } from './benchmarks/preview';
import { provision } from './benchmarks/provision';
import { snapshot } from './benchmarks/snapshot';
import { Benchmark } from './harness/Benchmark';
import { formatTable } from './harness/formatTable';
import { isWithin } from './harness/judgeRatio';
import { loadOfMachine, thisMachine } from './harness/machine';
import { natsServerVersion } from './harness/natsServerVersion';
import { writeResult } from './harness/writeResult';
import { readResults, updateDocuments } from './report/updateDocuments';

const benchmarks: Benchmark[] = [
  generate,
  preview,
  provision,
  snapshot,
  api,
  broker,
  autoscale,
  portal,
];

const RESULTS = join(__dirname, 'results');

/** What the command line asks for; everything where it names nothing. */
function wanted(names: string[]): Benchmark[] {
  const unknown = names.filter(name => !benchmarks.some(b => b.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `No benchmark ${unknown.join(', ')}; there are ${benchmarks
        .map(({ name }) => name)
        .join(', ')}`,
    );
  }
  return names.length === 0
    ? benchmarks
    : benchmarks.filter(({ name }) => names.includes(name));
}

async function main(names: string[]): Promise<void> {
  const { processor, cores, memory, node } = thisMachine();
  console.log(`${cores} × ${processor}, ${memory} GiB, Node ${node}`);
  for (const { name, about, run } of wanted(names)) {
    console.log(`\n${name}: ${about}\n`);
    const before = loadOfMachine();
    const started = performance.now();
    const found = await run(text => console.log(`  ${text}`));
    const load = `the machine had ${before} to do at the start and ${loadOfMachine()} at the end (processes that wanted one of its ${cores} cores)`;
    const measured = {
      ...found,
      versions: { ...found.versions, 'nats-server': await natsServerVersion() },
      notes: [...(found.notes ?? []), load],
    };
    await writeResult({ name, about }, measured, {
      folder: RESULTS,
      at: new Date(),
    });
    await updateDocuments(join(__dirname, '..'), await readResults(RESULTS));
    console.log(`\n${formatTable(measured)}`);
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(`\n${name} took ${seconds} s`);
    if (!measured.ratios.every(isWithin)) {
      process.exitCode = 1;
    }
  }
}

main(process.argv.slice(2)).catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
