/** A sentence in which what stands between backticks is code. */
export function SentenceText(props: { text: string }) {
  return (
    <>
      {props.text.split(/`([^`]*)`/).map((part, i) =>
        // Of two parts in a row the second stood between backticks.
        i % 2 === 1 ? <code key={`${i} ${part}`}>{part}</code> : part,
      )}
    </>
  );
}
