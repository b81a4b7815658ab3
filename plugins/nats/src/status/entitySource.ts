import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  parseLocationRef,
} from '@backstage/catalog-model';

/** Set for Backstage's Kubernetes plugin: the namespace of everything that belongs to an entity. */
const NAMESPACE_ANNOTATION = 'backstage.io/kubernetes-namespace';

/** A name as Kubernetes allows it for namespaces (RFC 1123): nothing else goes into a command. */
const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Where what an entity names may be declared, as far as the entity says it. */
export interface EntitySource {
  /** The folder, else the file, that the entity comes from; a web address. */
  href?: string;
  /** Where its objects are in Kubernetes. */
  namespace?: string;
}

/** Only what leads to a page: an entity may come from a file of the backend, or say nonsense. */
function webAddress(ref: string | undefined): string | undefined {
  try {
    const { type, target } = parseLocationRef(ref ?? '');
    const { protocol, href } = new URL(target);
    return type === 'url' && ['http:', 'https:'].includes(protocol)
      ? href
      : undefined;
  } catch {
    return undefined;
  }
}

/** Reads where an entity comes from; nothing that is not known is in it. */
export function entitySource({ metadata }: Entity): EntitySource {
  const { annotations = {} } = metadata;
  const href =
    webAddress(annotations[ANNOTATION_SOURCE_LOCATION]) ??
    webAddress(annotations[ANNOTATION_LOCATION]);
  const namespace = annotations[NAMESPACE_ANNOTATION];
  return {
    ...(href ? { href } : {}),
    ...(namespace && NAMESPACE.test(namespace) ? { namespace } : {}),
  };
}
