/** Streams of key-value buckets, object stores and MQTT: their consumers are watchers that come and go. */
export function isInternalStream(stream: string): boolean {
  return /^(KV_|OBJ_|\$MQTT_)/.test(stream);
}
