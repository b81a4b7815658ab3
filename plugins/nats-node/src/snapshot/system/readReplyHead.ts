import { JsonCursor } from '../JsonCursor';
import { readJszHead } from '../readJszHead';
import { ServerInfo, ServerReply } from '../serverReplies';

/** Who answered JSZ, and how many servers there should be. */
export interface ReplyHead {
  server?: ServerInfo;
  error?: ServerReply<unknown>['error'];
  /** Servers of its JetStream cluster, a count; absent where it does not say. */
  clusterSize?: number;
}

/**
 * Reads the beginning of a reply to JSZ.
 *
 * @throws SyntaxError where the reply is no JSON
 */
export function readReplyHead(bytes: Uint8Array): ReplyHead {
  const head: ReplyHead = {};
  const json = new JsonCursor(bytes);
  json.openObject();
  for (
    let name = json.nextMember();
    name !== undefined;
    name = json.nextMember()
  ) {
    if (name === 'server') {
      head.server = json.parse() as ServerInfo;
    } else if (name === 'error') {
      head.error = json.parse() as ReplyHead['error'];
    } else if (name === 'data') {
      head.clusterSize = readJszHead(json).clusterSize;
      // Servers say who they are before what they know.
      return head;
    } else {
      json.skip();
    }
  }
  return head;
}
