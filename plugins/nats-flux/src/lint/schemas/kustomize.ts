import {
  any,
  boolean,
  integer,
  JsonSchema,
  list,
  map,
  object,
  oneOf,
  text,
} from './JsonSchema';

const texts = list(text);

const selector = object({
  group: text,
  version: text,
  kind: text,
  name: text,
  namespace: text,
  labelSelector: text,
  annotationSelector: text,
});

const patch = object({
  path: text,
  patch: text,
  target: selector,
  options: map(boolean),
});

const generatorOptions = object({
  labels: map(text),
  annotations: map(text),
  disableNameSuffixHash: boolean,
  immutable: boolean,
});

const generator = {
  name: text,
  namespace: text,
  behavior: oneOf('create', 'replace', 'merge', ''),
  literals: texts,
  files: texts,
  envs: texts,
  env: text,
  options: generatorOptions,
};

const fieldSpec = object({
  group: text,
  version: text,
  kind: text,
  path: text,
  create: boolean,
});

/** A kustomization.yaml, of kustomize 5. */
export const kustomization: JsonSchema = object({
  apiVersion: text,
  kind: oneOf('Kustomization', 'Component'),
  metadata: any,
  resources: texts,
  components: texts,
  bases: texts,
  crds: texts,
  namespace: text,
  namePrefix: text,
  nameSuffix: text,
  commonLabels: map(text),
  commonAnnotations: map(text),
  labels: list(
    object({
      pairs: map(text),
      includeSelectors: boolean,
      includeTemplates: boolean,
      fields: list(fieldSpec),
    }),
  ),
  patches: list(patch),
  patchesStrategicMerge: texts,
  patchesJson6902: list(patch),
  replacements: list(any),
  images: list(
    object({
      name: text,
      newName: text,
      tagSuffix: text,
      newTag: text,
      digest: text,
    }),
  ),
  replicas: list(object({ name: text, count: integer })),
  vars: list(any),
  configMapGenerator: list(object(generator)),
  secretGenerator: list(object({ ...generator, type: text })),
  generatorOptions,
  helmGlobals: any,
  helmCharts: list(any),
  helmChartInflationGenerator: list(any),
  configurations: texts,
  generators: texts,
  transformers: texts,
  validators: texts,
  openapi: map(text),
  buildMetadata: texts,
  sortOptions: any,
});
