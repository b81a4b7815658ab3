/** A folder with what is in it, folders first, each by name. */
export interface FileTree<T> {
  folders: { name: string; tree: FileTree<T> }[];
  files: { name: string; file: T }[];
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name.localeCompare(b.name);
}

/** Folds paths into folders; a folder that holds one folder alone is one with it. */
export function fileTree<T extends { path: string }>(
  files: readonly T[],
): FileTree<T> {
  return treeOf(files.map(file => ({ parts: file.path.split('/'), file })));
}

function treeOf<T>(
  entries: readonly { parts: readonly string[]; file: T }[],
): FileTree<T> {
  const below = new Map<string, { parts: readonly string[]; file: T }[]>();
  const files: FileTree<T>['files'] = [];
  for (const { parts, file } of entries) {
    const [name, ...rest] = parts;
    if (rest.length === 0) {
      files.push({ name, file });
    } else {
      below.set(name, [...(below.get(name) ?? []), { parts: rest, file }]);
    }
  }
  return {
    folders: [...below]
      .map(([name, inside]) => folded(name, treeOf(inside)))
      .sort(byName),
    files: files.sort(byName),
  };
}

function folded<T>(
  name: string,
  tree: FileTree<T>,
): FileTree<T>['folders'][number] {
  const [only, ...others] = tree.folders;
  return only && others.length === 0 && tree.files.length === 0
    ? { name: `${name}/${only.name}`, tree: only.tree }
    : { name, tree };
}
