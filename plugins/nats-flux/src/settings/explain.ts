import { isIP } from 'node:net';
import { parseCpu, parseQuantity } from './quantity';

/*
 * Each function says what is wrong with a value, or nothing for a good one. The
 * platform's file and the form are held to the same.
 */

/** What the server needs to start with JetStream on; 15 to 20 MB are in use when it idles (nats-server 2.15.1, run). */
const MIN_MEMORY = 64 * 2 ** 20;

/** RFC 1123 label. */
export const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** RFC 1123 subdomain. */
export const SUBDOMAIN =
  /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

/** Longest DNS label, and with it the longest name of a namespace or a Service. */
export const MAX_LABEL_LENGTH = 63;

/** Longest name of most Kubernetes objects. */
const MAX_SUBDOMAIN_LENGTH = 253;

/** Image with tag or digest. */
export const IMAGE =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::\d+)?\/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/;

/** One exact version. */
export const CHART_VERSION = /^\d{1,4}\.\d{1,4}\.\d{1,4}$/;

/** Address of an HTTP server, without a query. */
export const URL_PATTERN =
  /^https?:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:\/[\w./~-]*)?$/;

/** Bound on what the pattern above has to look at. */
const MAX_IMAGE_LENGTH = 512;

export function explainLabel(
  text: string,
  maxLength = MAX_LABEL_LENGTH,
): string | undefined {
  if (text.length > maxLength) {
    return `is ${text.length} characters long; ${maxLength} fit`;
  }
  return LABEL.test(text)
    ? undefined
    : 'is no name for Kubernetes: small letters, digits and dashes, with a letter or digit at both ends';
}

export function explainSubdomain(text: string): string | undefined {
  if (text.length > MAX_SUBDOMAIN_LENGTH) {
    return `is ${text.length} characters long; ${MAX_SUBDOMAIN_LENGTH} fit`;
  }
  return SUBDOMAIN.test(text)
    ? undefined
    : 'is no name for Kubernetes: small letters, digits, dashes and dots, with a letter or digit at both ends';
}

export function explainCidr(text: string): string | undefined {
  const [address, length, ...more] = text.split('/');
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  return bits > 0 &&
    more.length === 0 &&
    /^\d{1,3}$/.test(length ?? '') &&
    Number(length) <= bits
    ? undefined
    : 'is no network, such as 10.0.0.0/8';
}

export function explainHost(text: string): string | undefined {
  return text.includes('.') && explainSubdomain(text) === undefined
    ? undefined
    : 'is no host name, such as nats.example.com';
}

export function explainServers(servers: number): string | undefined {
  return [1, 3, 5].includes(servers)
    ? undefined
    : 'must be 1, 3 or 5: an even number survives no more failures, and 2 survive none';
}

export function explainQuantity(text: string): string | undefined {
  const bytes = parseQuantity(text);
  if (bytes === undefined) {
    return 'must be a whole number with one of k M G T Ki Mi Gi Ti, such as 10Gi; the server does not start with anything else';
  }
  return bytes > 0 ? undefined : 'must be more than nothing';
}

export function explainMemory(text: string): string | undefined {
  const problem = explainQuantity(text);
  if (problem) {
    return problem;
  }
  return (parseQuantity(text) ?? 0) < MIN_MEMORY
    ? 'is under the 64Mi that a server needs to start'
    : undefined;
}

export function explainCpu(text: string): string | undefined {
  const millicores = parseCpu(text);
  if (millicores === undefined) {
    return 'must be cores or thousandths of one, such as "2" or "500m"';
  }
  return millicores > 0 ? undefined : 'must be more than nothing';
}

export function explainImage(text: string): string | undefined {
  return text.length <= MAX_IMAGE_LENGTH && IMAGE.test(text)
    ? undefined
    : 'is no image reference, such as registry.example.org/team/worker:1.0.0';
}

/** Longest subject that anybody means, in characters. */
const MAX_SUBJECT_LENGTH = 255;

/** Tokens between dots; `*` for one, `>` for the rest. */
export const SUBJECT = /^(?:(?:\*|[^\s.*>]+)\.)*(?:\*|>|[^\s.*>]+)$/;

export function explainSubject(text: string): string | undefined {
  return text.length <= MAX_SUBJECT_LENGTH && SUBJECT.test(text)
    ? explainText(text)
    : 'is no subject, such as orders.>';
}

/** Host of a registry, with a port and a path where there are any. */
export const REGISTRY =
  /^[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::\d{1,5})?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*$/;

export function explainRegistry(text: string): string | undefined {
  return text.length <= MAX_IMAGE_LENGTH && REGISTRY.test(text)
    ? undefined
    : 'is no registry, such as mirror.example.org or mirror.example.org:5000/docker';
}

export function explainChartVersion(text: string): string | undefined {
  return CHART_VERSION.test(text)
    ? undefined
    : 'must be one exact version, such as 2.14.2: a range would walk into new servers and new defaults';
}

export function explainProvisioning(text: string): string | undefined {
  return ['automatic', 'flux', 'portal'].includes(text)
    ? undefined
    : 'must be automatic, flux or portal: who makes the streams and consumers';
}

export function explainLayout(text: string): string | undefined {
  return ['repository', 'fleet'].includes(text)
    ? undefined
    : 'must be repository or fleet: where the files are to live';
}

export function explainBrokerName(text: string): string | undefined {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,252}$/.test(text)
    ? undefined
    : 'must be letters, digits, dots, dashes and underscores, as in nats.brokers of the configuration';
}

export function explainUrl(text: string): string | undefined {
  return URL_PATTERN.test(text)
    ? undefined
    : 'must be an address such as http://prometheus-operated.monitoring.svc:9090';
}

/** Characters that a YAML file, a terminal or a review would not show as they are. */
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u;

export function explainText(text: string): string | undefined {
  return UNPRINTABLE.test(text)
    ? 'holds a control character, or half a character'
    : undefined;
}
