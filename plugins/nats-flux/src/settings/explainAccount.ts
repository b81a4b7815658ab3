import { kubernetesName } from './kubernetesNames';

/** Longest name of an account: with the broker's and a suffix it names certificates, which take 64 characters. */
const MAX_LENGTH = 32;

/** Name of an account that can be a part of names in Kubernetes. */
export const ACCOUNT_NAME = /^[A-Za-z](?:[A-Za-z0-9_-]*[A-Za-z0-9])?$/;

/** The system account of the skeleton, and what nats-box calls its own contexts. */
const RESERVED = ['sys', 'default'];

export function explainAccountName(text: string): string | undefined {
  if (text.length > MAX_LENGTH) {
    return `is ${text.length} characters long; ${MAX_LENGTH} fit`;
  }
  if (!ACCOUNT_NAME.test(text)) {
    return 'is no name for an account: a letter, then letters, digits, dashes and underscores, with a letter or digit at the end';
  }
  return RESERVED.includes(kubernetesName(text))
    ? 'is taken: SYS is the system account, and nats-box has contexts of these names already'
    : undefined;
}
