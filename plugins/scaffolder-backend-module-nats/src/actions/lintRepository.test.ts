import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { existsSync } from 'node:fs';
import { parse } from 'yaml';
import { createLintRepositoryAction } from './lintRepository';
import { examples } from './lintRepository.examples';

const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: nats\n';

const stream = `apiVersion: jetstream.nats.io/v1beta2
kind: Stream
metadata:
  name: jobs
  annotations:
    kustomize.toolkit.fluxcd.io/prune: disabled
spec:
  name: JOBS
  subjects: [jobs]
  replicas: 3
  preventDelete: true
`;

describe('nats:repository:lint', () => {
  const workspace = createMockDirectory();
  const action = createLintRepositoryAction();

  async function run(input: object) {
    const output: Record<string, unknown> = {};
    const context = createMockActionContext({
      input: input as Parameters<typeof action.handler>[0]['input'],
      workspacePath: workspace.path,
    });
    const error = jest.spyOn(context.logger, 'error');
    const failure = await Promise.resolve(
      action.handler({
        ...context,
        output: (name: string, value: unknown) => {
          output[name] = value;
        },
      }),
    ).then(
      () => undefined,
      (reason: Error) => reason,
    );
    return { output, failure, logged: error.mock.calls.map(([text]) => text) };
  }

  it.each(examples)('runs its example: $description', async ({ example }) => {
    workspace.setContent({
      'namespace.yaml': namespace,
      'fleet/namespace.yaml': namespace,
    });
    const [{ input }] = parse(example).steps;
    const { output, failure } = await run(input);
    expect(failure).toBeUndefined();
    expect(output).toEqual({ findings: [], errors: 0, warnings: 0 });
    expect(existsSync(workspace.resolve('namespace.yaml'))).toBe(true);
  });

  it('lists every error in one message, logs each, and says where', async () => {
    workspace.setContent({
      'jetstream/stream.yaml': stream,
      '.git/broken.yaml': 'a: [',
      'other.yaml': 'a: [',
    });
    const { output, failure, logged } = await run({});
    expect(failure).toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(
        /- jetstream\/stream\.yaml:7:1: spec\.storage: .*\(nack-storage-missing\)\n- other\.yaml:1:5: .*\(flux-yaml\)$/s,
      ),
    });
    expect(logged).toHaveLength(2);
    expect(output).toMatchObject({ errors: 2 });
    expect(output.findings).toContainEqual(
      expect.objectContaining({
        id: 'nack-storage-missing',
        severity: 'error',
        file: 'jetstream/stream.yaml',
        line: 7,
        column: 1,
        path: 'spec.storage',
      }),
    );
  });

  it('fails where it is told to', async () => {
    workspace.setContent({
      'stream.yaml': stream.replace('replicas', 'storage: file\n  replicas'),
    });
    const { output, failure } = await run({});
    expect(failure).toBeUndefined();
    // Nothing limits the stream.
    expect(output).toMatchObject({ errors: 0, warnings: 1 });
    expect((await run({ failOn: 'warning' })).failure).toMatchObject({
      name: 'InputError',
    });
    workspace.setContent({ 'stream.yaml': stream });
    expect((await run({})).failure).toMatchObject({ name: 'InputError' });
    expect((await run({ failOn: 'never' })).failure).toBeUndefined();
    expect(
      (await run({ ignore: ['nack-storage-missing'] })).failure,
    ).toBeUndefined();
  });

  it('leaves out rules that there are, and names every other', async () => {
    workspace.setContent({ 'stream.yaml': stream });
    const ignore = ['nack-storage', 'nack-storage-missing', 'nothing'];
    expect(await run({ ignore, failOn: 'never' })).toMatchObject({
      output: {},
      failure: {
        name: 'InputError',
        message:
          'Not every rule to leave out is one:\n- ignore: there is no rule "nack-storage"\n- ignore: there is no rule "nothing"',
      },
    });
  });

  it('does not pass what it could not read', async () => {
    workspace.setContent({
      'stream.yaml': stream,
      'nats/release.yaml': Buffer.from([0xff, 0xfe, 0x00]),
    });
    expect((await run({ failOn: 'never' })).failure).toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(
        /- nats\/release\.yaml: it is no text in UTF-8$/,
      ),
    });
  });

  it('reads nothing outside of the workspace, and nothing that is not there', async () => {
    workspace.clear();
    expect((await run({ path: '../..' })).failure).toMatchObject({
      name: 'NotAllowedError',
    });
    expect((await run({ path: 'gone' })).failure).toMatchObject({
      name: 'NotFoundError',
    });
  });
});
