import { Finding } from '@nats-portal/plugin-nats-common';
import { explainLabel, explainSubdomain } from './explain';
import { error, errorIf, quote } from './findings';
import { GenerateRequest } from './GenerateRequest';
import { FluxSourceSetting } from './Settings';

/** Kinds of sources that a Flux Kustomization can name (kustomize-controller 1.9). */
export const SOURCE_KINDS = [
  'GitRepository',
  'OCIRepository',
  'Bucket',
  'ExternalArtifact',
] as const;

/** The source that a request names; one without a name is blank. */
export function formSource({
  source,
}: GenerateRequest): FluxSourceSetting | undefined {
  const name = source?.name?.trim();
  const namespace = source?.namespace?.trim();
  return name
    ? {
        kind: source?.kind || 'GitRepository',
        name,
        ...(namespace ? { namespace } : {}),
      }
    : undefined;
}

/** settings-source: a source that Flux would not find. */
export function* checkSource(request: GenerateRequest): Iterable<Finding> {
  const source = formSource(request);
  if (!source) {
    return;
  }
  if (!SOURCE_KINDS.includes(source.kind)) {
    yield error(
      'settings-source',
      'source.kind',
      `${quote(source.kind)} is no source of Flux; use ${SOURCE_KINDS.join(
        ', ',
      )}`,
    );
  }
  yield* errorIf(
    'settings-source',
    'source.name',
    source.name,
    explainSubdomain(source.name),
  );
  if (source.namespace) {
    yield* errorIf(
      'settings-source',
      'source.namespace',
      source.namespace,
      explainLabel(source.namespace),
    );
  }
}
