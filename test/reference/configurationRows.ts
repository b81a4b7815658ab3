import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(__dirname, '../..');

/** A key of `app-config.yaml`. */
export interface ConfigurationRow {
  /** Such as `nats.brokers[].name`. */
  key: string;
  type: string;
  isSecret: boolean;
  /** One line. */
  says: string;
}

/** What stands before a declaration, without its marks. */
function commentOf(node: ts.Node, source: ts.SourceFile): string {
  const ranges = ts.getLeadingCommentRanges(source.text, node.pos) ?? [];
  const last = ranges[ranges.length - 1];
  return last
    ? source.text
        .slice(last.pos, last.end)
        .replace(/^\/\*\*|\*\/$/g, '')
        .replace(/^\s*\* ?/gm, '')
        .replace(/\s+/g, ' ')
        .trim()
    : '';
}

/** The fields of a type and what is said for each of its items. */
function membersOf(
  type: ts.TypeNode,
): { members: readonly ts.TypeElement[]; suffix: string } | undefined {
  if (ts.isTypeLiteralNode(type)) {
    return { members: type.members, suffix: '' };
  }
  const item = ts.isTypeReferenceNode(type)
    ? type.typeArguments?.[0]
    : undefined;
  return item && ts.isTypeLiteralNode(item)
    ? { members: item.members, suffix: '[]' }
    : undefined;
}

function rowsOf(
  members: readonly ts.TypeElement[],
  prefix: string,
  source: ts.SourceFile,
): ConfigurationRow[] {
  return members.filter(ts.isPropertySignature).flatMap(member => {
    const key = `${prefix}${member.name.getText(source)}`;
    const type = member.type!;
    const nested = membersOf(type);
    const text = commentOf(member, source);
    const row = {
      key: `${key}${nested?.suffix ?? ''}`,
      type: nested ? '' : type.getText(source).replace(/\s+/g, ' '),
      isSecret: /@(?:visibility|deepVisibility) secret/.test(text),
      says: text.replace(/@\w+ secret/, '').trim(),
    };
    const inner = nested ? rowsOf(nested.members, `${row.key}.`, source) : [];
    return nested && row.says === '' ? inner : [row, ...inner];
  });
}

/** Every key that the packages declare, in the order of their declarations. */
export function configurationRows(): ConfigurationRow[] {
  return ['nats-flux', 'nats-node', 'nats-backend'].flatMap(name => {
    const file = join(root, 'plugins', name, 'config.d.ts');
    const source = ts.createSourceFile(
      file,
      readFileSync(file, 'utf8'),
      ts.ScriptTarget.Latest,
    );
    const config = source.statements.find(ts.isInterfaceDeclaration);
    return rowsOf(config?.members ?? [], '', source);
  });
}
