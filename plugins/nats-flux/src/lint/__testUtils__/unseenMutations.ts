/** Places where no rule sees a mistake, as `kind path`, and why that is so. */
export interface Unseen {
  places: RegExp;
  why: string;
}

/**
 * What may be broken in a golden repository without a finding. Short, so that it
 * is read: whatever is not here has to be noticed.
 */
export const UNSEEN: readonly Unseen[] = [
  {
    places: / metadata\.name$/,
    why: 'another name is another object; who means it by its name is a finding of its own',
  },
  {
    places:
      / (?:metadata|spec\.template\.metadata)\.labels(?:$|\.(?:app\.kubernetes\.io\/name|backstage\.io))/,
    why: 'labels by which people and Backstage find objects',
  },
  {
    places: / .*(?:kubernetes-id$|\.global(?:\.labels)?$)/,
    why: 'a label by which Backstage finds objects',
  },
  {
    places: /^Namespace metadata\.labels/,
    why: 'pod security that the cluster may set for itself',
  },
  {
    places: / spec(?:\.chart\.spec)?\.(?:interval|retryInterval|timeout)$/,
    why: 'a time, of which another is legal; one that is too short is a finding',
  },
  {
    places: /strategy\.retryInterval$/,
    why: 'a time, of which another is legal',
  },
  {
    places: /^HelmRelease spec(?:\.(?:install|upgrade)(?:\.strategy)?)?$/,
    why: "Flux's defaults, under which nothing is rolled back either",
  },
  {
    places: /^HelmRelease spec(?:\.chart)?(?:\.spec\.chart)?$/,
    why: 'a release of another chart is none that rules know anything of',
  },
  {
    places: /^HelmRelease spec\.(?:releaseName|values\.fullnameOverride)$/,
    why: 'right for a new broker; of one that is there a change of it is an error of the comparison',
  },
  {
    places:
      /^HelmRelease spec\.values\.config\.(?:cluster\.(?:replicas|routeURLs(?:\..*)?)|jetstream\.(?:fileStore(?:\.pvc(?:\.(?:enabled|size|storageClassName))?)?|memoryStore(?:\..*)?)|monitor\.(?:enabled|port))$/,
    why: "without it the chart's default, which is legal; what of it cannot be changed later is an error of the comparison",
  },
  {
    places:
      /^HelmRelease spec\.values\.(?:config\.(?:gateway|leafnodes|mqtt|websocket)(?:\.enabled)?|service(?:\..*)?)$/,
    why: 'a port that is closed, or not on the Service',
  },
  {
    places:
      /^HelmRelease spec\.values\.config\.(?:merge\.accounts\.(?:APP|BILLING)\.users\.\*\.permissions)/,
    why: 'what a user may do is for the team to say; the tests on servers hold what is generated',
  },
  {
    places:
      /^HelmRelease spec\.values\.config\.merge\.accounts\.BILLING\.jetstream\.max_file$/,
    why: 'how much an account may take, of which none is legal',
  },
  {
    places:
      /^HelmRelease spec\.values\.(?:global\.image(?:\.registry)?|(?:container|reloader)\.image(?:\.tag)?)$/,
    why: "the chart's own image, or another that only a registry knows; a server of another version than the chart is a finding",
  },
  {
    places:
      /^HelmRelease spec\.values\.podDisruptionBudget(?:\.(?:enabled|merge(?:\.spec(?:\.maxUnavailable)?)?))?$/,
    why: "the chart's default is the same; one that costs the majority is a finding",
  },
  {
    places: /^Stream spec\.maxAge$/,
    why: 'its size is a bound as well',
  },
  {
    places:
      /^HelmRelease spec\.values\.config\.merge\.accounts\.[A-Z]+\.users\.\*\.allowed_connection_types/,
    why: 'by which ports a user may come; one who may do everything as a leaf node is a finding',
  },
  {
    places: /^HelmRelease spec\.values\.container\.env(?:\.GOMEMLIMIT)?$/,
    why: 'without a limit Go collects garbage later; one in a wrong unit is a finding',
  },
  {
    places: /(?:^Deployment|^HelmRelease) .*resources(?:\.|$)/,
    why: 'how much a container gets, of which another amount is legal; the broker itself without limits is a finding',
  },
  {
    places:
      /(?:^Deployment|^HelmRelease) .*(?:securityContext(?:\.|$)|automountServiceAccountToken$)/,
    why: 'runs with more rights, which the admission of the cluster is there for',
  },
  {
    places: /^HelmRelease spec\.values\.reloader(?:\.merge)?$/,
    why: 'its resources and its rights are all there is in it',
  },
  {
    places: /^HelmRelease spec\.values\.podTemplate\.merge(?:\.spec)?$/,
    why: 'the rights of the pods are all there is in it',
  },
  {
    places: /^HelmRelease spec\.values\.podTemplate\.topologySpreadConstraints/,
    why: 'where servers may run; none at all is a finding',
  },
  {
    places: /^HelmRelease spec\.values\.promExporter(?:\.|$)/,
    why: 'without metrics, or metrics under other labels; what would keep the exporter from starting is a finding',
  },
  {
    places: /^HelmRelease spec\.values\.natsBox(?:\.|$)/,
    why: 'the tool pod for people, without or with other contexts',
  },
  {
    places: /^HelmRepository spec(?:\.interval|\.url)?$/,
    why: 'an address that only the network knows',
  },
  {
    places:
      /^Certificate spec(?:$|\.(?:duration|renewBefore|privateKey(?:\..*)?|issuerRef\.(?:group|kind|name)|usages(?:\.\*)?|isCA)$)/,
    why: "cert-manager's defaults, other legal values, or an issuer of the cluster that this repository does not hold",
  },
  {
    places: /^Certificate spec\.(?:commonName|secretName|dnsNames(?:\.\*)?)$/,
    why: 'of a certificate for an ingress; those of the broker and its clients are findings',
  },
  {
    places: /^Issuer spec\.(?:ca|selfSigned)$/,
    why: 'its schema takes an issuer without a way to sign; cert-manager says so in its status',
  },
  {
    places: /^Account spec\.(?:name|servers\.\*|tls(?:\..*)?)$/,
    why: 'names of keys in a Secret that only the cluster holds, or a broker elsewhere',
  },
  {
    places:
      /^(?:Stream|Consumer|KeyValue|ObjectStore) spec\.(?:account|bucket|compression|deliverPolicy|description|discard|filterSubject|history|limitMarkerTtl|maxBytes|maxDeliver|maxValueSize|metadata(?:\..*)?|placement(?:\..*)?|preventDelete|replayPolicy|republish(?:\..*)?|retention|ttl)$/,
    why: 'another stream, consumer or bucket, as legal as this one; of one that is there a change is judged by the comparison',
  },
  {
    places:
      /^Deployment spec\.(?:selector\.matchLabels(?:\..*)?|template\.spec(?:$|\.(?:terminationGracePeriodSeconds|containers\.\*(?:$|\.(?:args|command|env|image|name|volumeMounts)(?:\..*)?)|volumes\.\*\.(?:emptyDir|secret(?:\.secretName)?)$)))/,
    why: "what the team's own program takes and does",
  },
  {
    places:
      /^ScaledObject spec\.(?:(?:min|max)ReplicaCount|fallback\.(?:failureThreshold|replicas)|triggers\.\*(?:$|\.(?:type|useCachedMetrics)|\.metadata\.(?:activationLagThreshold|lagThreshold)))/,
    why: 'how many workers for how much work, or another scaler of KEDA',
  },
  {
    places:
      /^ScaledObject spec\.triggers\.\*\.metadata\.(?:activationThreshold|ignoreNullValues|query|serverAddress|threshold)$/,
    why: 'of the scaler prometheus, which KEDA says errors of in its status',
  },
  {
    places:
      /^Kustomization (?:apiVersion|kind|metadata\.namespace|spec\.(?:prune|wait|healthCheckExprs\.\*\.(?:apiVersion|current|failed)))$/,
    why: 'defaults of kustomize, or what Flux waits for and where it runs',
  },
  {
    places:
      /^NetworkPolicy spec(?:$|\.(?:podSelector|policyTypes|ingress)(?:\.|$))/,
    why: 'lets in more or fewer; who has to reach the servers and does not, and who must not and does, are findings',
  },
  {
    places:
      /^Ingress (?:metadata\.annotations|spec(?:$|\.(?:ingressClassName|rules|tls)(?:\.|$)))/,
    why: 'what an ingress controller makes of it, of which this repository holds none',
  },
  {
    places: /^Service spec(?:\.|$)/,
    why: 'the way of an ingress to the servers',
  },
];
