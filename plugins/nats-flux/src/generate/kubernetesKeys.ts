/**
 * Keys by which Backstage's plugins for Kubernetes and Flux find the objects of an
 * entity: the value of the annotation is that of the label on each object.
 */
export const KUBERNETES_ID = 'backstage.io/kubernetes-id';

/** The annotation that says in which namespace they are. */
export const KUBERNETES_NAMESPACE = 'backstage.io/kubernetes-namespace';

/** The annotation that says in which cluster they are, by the name of its entity. */
export const KUBERNETES_CLUSTER = 'backstage.io/kubernetes-cluster';
