import { JsonCursor } from './JsonCursor';
import { ClusterInfo } from './serverReplies';

/** What the data of JSZ begin with. */
export interface JszHead {
  serverId?: string;
  /** Servers of the JetStream cluster, a count; absent where it does not say. */
  clusterSize?: number;
}

/**
 * Reads the data of JSZ up to the long list of accounts, which is read later.
 *
 * @throws SyntaxError where they are no JSON
 */
export function readJszHead(json: JsonCursor): JszHead {
  const head: JszHead = {};
  json.openObject();
  for (
    let name = json.nextMember();
    name !== undefined && name !== 'account_details';
    name = json.nextMember()
  ) {
    if (name === 'server_id') {
      head.serverId = String(json.parse());
    } else if (name === 'meta_cluster') {
      const meta = json.parse() as ClusterInfo & { cluster_size?: number };
      head.clusterSize = meta.cluster_size;
    } else {
      json.skip();
    }
  }
  return head;
}
