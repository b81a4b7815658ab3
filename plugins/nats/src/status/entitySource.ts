import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  parseLocationRef,
} from '@backstage/catalog-model';
import { NATS_SCALING_ANNOTATION } from '@nats-portal/plugin-nats-common';

/** Set for Backstage's Kubernetes plugin: the namespace of everything that belongs to an entity. */
const NAMESPACE_ANNOTATION = 'backstage.io/kubernetes-namespace';

/** Set for Backstage's plugins for Kubernetes and Flux: the value of a label of the same name. */
const ID_ANNOTATION = 'backstage.io/kubernetes-id';

/** A name as Kubernetes allows it for namespaces (RFC 1123): nothing else goes into a command. */
const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** A value of a label as Kubernetes allows it. */
const LABEL = /^[a-z0-9A-Z]([a-z0-9A-Z._-]{0,61}[a-z0-9A-Z])?$/;

/** Where what an entity names may be declared, as far as the entity says it. */
export interface EntitySource {
  /** The folder, else the file, that the entity comes from; a web address. */
  href?: string;
  /** Where its objects are in Kubernetes. */
  namespace?: string;
  /** Selects them, and what Flux keeps of them. */
  selector?: string;
  /** Its workers are scaled by KEDA. */
  isScaled?: true;
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
  const id = annotations[ID_ANNOTATION];
  return {
    ...(href ? { href } : {}),
    ...(namespace && NAMESPACE.test(namespace) ? { namespace } : {}),
    ...(id && LABEL.test(id) ? { selector: `${ID_ANNOTATION}=${id}` } : {}),
    ...(annotations[NATS_SCALING_ANNOTATION] ? { isScaled: true } : {}),
  };
}
