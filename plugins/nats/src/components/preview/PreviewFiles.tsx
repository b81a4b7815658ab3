import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { PreviewedFile } from '@nats-portal/plugin-nats-common';
import { fileTree, FileTree } from '../../preview/fileTree';
import { natsTranslationRef } from '../../translation';
import { CodeBlock } from '../CodeBlock';
import styles from './RepositoryPreviewView.module.css';

function Tree(props: { tree: FileTree<PreviewedFile> }) {
  const { folders, files } = props.tree;
  return (
    <ul className={styles.tree}>
      {folders.map(({ name, tree }) => (
        <li key={`${name}/`}>
          <details open>
            <summary>{name}/</summary>
            <Tree tree={tree} />
          </details>
        </li>
      ))}
      {files.map(({ name, file }) => (
        <li key={name}>
          <details>
            <summary>{name}</summary>
            <CodeBlock label={file.path} className={styles.content}>
              {file.content}
            </CodeBlock>
          </details>
        </li>
      ))}
    </ul>
  );
}

/** Every file that would be written, in its folder; a click opens it. */
export function PreviewFiles(props: { files: readonly PreviewedFile[] }) {
  const { t } = useTranslationRef(natsTranslationRef);
  return props.files.length === 0 ? (
    <Text>{t('preview.afterErrors')}</Text>
  ) : (
    <Tree tree={fileTree(props.files)} />
  );
}
