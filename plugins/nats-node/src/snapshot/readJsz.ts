import { JsonCursor } from './JsonCursor';
import { ConsumerDetail, JszData, StreamDetail } from './serverReplies';

/** Consumers that are parsed together, bytes: half a millisecond of work. */
const PIECE = 64 * 1024;

/** Takes the streams of an answer as they are read. */
export interface JszVisitor {
  /** A stream with its consumers; yields where it may be left for a moment. */
  stream(
    account: string,
    stream: StreamDetail,
    consumers: ConsumerDetail[],
  ): Generator<void, void, void>;
}

function* readConsumers(
  json: JsonCursor,
): Generator<void, ConsumerDetail[], void> {
  const consumers: ConsumerDetail[] = [];
  if (json.openArray()) {
    while (json.nextElement()) {
      for (const consumer of json.parseElements(PIECE)) {
        consumers.push(consumer as ConsumerDetail);
      }
      yield;
    }
  }
  return consumers;
}

function* readStream(
  json: JsonCursor,
): Generator<void, [StreamDetail, ConsumerDetail[]], void> {
  const members: string[] = [];
  let consumers: ConsumerDetail[] = [];
  json.openObject();
  for (
    let name = json.nextMember();
    name !== undefined;
    name = json.nextMember()
  ) {
    if (name === 'consumer_detail') {
      consumers = yield* readConsumers(json);
    } else {
      members.push(`${JSON.stringify(name)}:${json.text()}`);
    }
  }
  yield;
  return [JSON.parse(`{${members.join()}}`), consumers];
}

function* readAccount(
  json: JsonCursor,
  visitor: JszVisitor,
): Generator<void, void, void> {
  let account: string | undefined;
  // Servers name the account first; should one not, its streams wait for the name.
  const waiting: [StreamDetail, ConsumerDetail[]][] = [];
  json.openObject();
  for (
    let name = json.nextMember();
    name !== undefined;
    name = json.nextMember()
  ) {
    if (name === 'name') {
      account = String(json.parse());
    } else if (name !== 'stream_detail') {
      json.skip();
    } else if (json.openArray()) {
      while (json.nextElement()) {
        const stream = yield* readStream(json);
        if (account === undefined) {
          waiting.push(stream);
        } else {
          yield* visitor.stream(account, ...stream);
        }
      }
    }
  }
  for (const stream of waiting) {
    yield* visitor.stream(account ?? '', ...stream);
  }
}

function* readData(
  json: JsonCursor,
  visitor: JszVisitor,
): Generator<void, JszData, void> {
  const members: string[] = [];
  json.openObject();
  for (
    let name = json.nextMember();
    name !== undefined;
    name = json.nextMember()
  ) {
    if (name !== 'account_details') {
      members.push(`${JSON.stringify(name)}:${json.text()}`);
    } else if (json.openArray()) {
      while (json.nextElement()) {
        yield* readAccount(json, visitor);
      }
    }
  }
  return JSON.parse(`{${members.join()}}`);
}

/**
 * Reads an answer to JSZ of any length, in pieces.
 *
 * @param bytes - the reply of the system account, or what a monitoring port answers
 * @returns what the server says of itself; undefined where the reply has no data
 * @throws SyntaxError where the answer is no JSON
 */
export function* readJsz(
  bytes: Uint8Array,
  options: { source: 'system' | 'monitoring'; visitor: JszVisitor },
): Generator<void, JszData | undefined, void> {
  const json = new JsonCursor(bytes);
  if (options.source === 'monitoring') {
    return yield* readData(json, options.visitor);
  }
  let data: JszData | undefined;
  json.openObject();
  for (
    let name = json.nextMember();
    name !== undefined;
    name = json.nextMember()
  ) {
    if (name === 'data') {
      data = yield* readData(json, options.visitor);
    } else {
      json.skip();
    }
  }
  return data;
}
