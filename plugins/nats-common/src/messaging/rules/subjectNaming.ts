import { Finding } from '../../findings/Finding';
import { quote } from '../../words';
import { knows, PlacedText } from '../reading/PlacedMessagingSpec';
import { MessagingRule, warning } from './MessagingRule';

/** Tokens and characters of a subject that are reasonable (documentation, "Subject-Based Messaging"). */
const MAX_TOKENS = 16;
const MAX_CHARACTERS = 256;

/** Characters that every client, tool and mapping takes as they are (documentation, as above). */
const PLAIN_TOKEN = /^(?:[A-Za-z0-9_-]+|\*|>)$/;

/** The servers' own; whether those may be stored is a matter of js-subject-all. */
const OF_SERVERS = /^\$(?:JS|JSC|NRG|SYS)$/;

function explainName(subject: string): string | undefined {
  const tokens = subject.split('.');
  const [first] = tokens;
  if (OF_SERVERS.test(first)) {
    return undefined;
  }
  if (subject === '*') {
    return 'takes every subject of one token that anyone in the account publishes on; give it a prefix';
  }
  if (first === '_INBOX') {
    return 'stores the replies that clients wait for; choose another prefix';
  }
  if (first.startsWith('$')) {
    return 'begins with $, which NATS keeps for subjects of its own; choose another prefix';
  }
  if (tokens.length > MAX_TOKENS) {
    return `has ${tokens.length} tokens; the documentation advises ${MAX_TOKENS} at most`;
  }
  if (subject.length > MAX_CHARACTERS) {
    return `has ${subject.length} characters; the documentation advises ${MAX_CHARACTERS} at most`;
  }
  const odd = tokens.find(token => !PLAIN_TOKEN.test(token));
  // A wildcard inside of a token is a matter of js-subject-plain-wildcard.
  return odd === undefined || /[*>]/.test(odd)
    ? undefined
    : `has ${quote(
        odd,
      )} in it; letters, digits, - and _ are what every client and tool takes as it is`;
}

function* unlikeOnlyByCase(subjects: PlacedText[]): Iterable<Finding> {
  const seen = new Map<string, PlacedText>();
  for (const current of subjects) {
    const key = current.text.toLowerCase();
    const other = seen.get(key);
    if (other && other.text !== current.text) {
      yield warning(
        'js-subject-naming',
        current.path,
        `${quote(current.text)} and ${quote(other.text)} (${
          other.path
        }) differ in upper and lower case only, and are two subjects to the server`,
      );
    }
    seen.set(key, other ?? current);
  }
}

/** js-subject-naming: subjects that are legal and will be regretted. */
export const soundSubjects: MessagingRule = function* soundSubjects(spec) {
  // A bucket that is declared as a stream has the subjects of a bucket.
  const subjects = spec.streams
    .filter(
      placed =>
        knows(placed, 'name') &&
        !/^(?:KV_|OBJ_|\$MQTT_)/.test(placed.stream.name),
    )
    .flatMap(placed => placed.subjects)
    .filter(({ text, problem }) => text !== '>' && !problem);
  for (const { text, path } of subjects) {
    const problem = explainName(text);
    if (problem) {
      yield warning('js-subject-naming', path, `${quote(text)} ${problem}`);
    }
  }
  yield* unlikeOnlyByCase(subjects);
};
