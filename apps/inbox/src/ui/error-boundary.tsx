import { Component, type ReactNode } from 'react';
import { t } from '../i18n/t';
import { Button } from './button';
import { explain } from './explain-problem';
import { ProblemStrip } from './problem-strip';

interface ErrorBoundaryProps {
  /** What stands here, for the sentence in its place. */
  name?: string;
  children: ReactNode;
}

/** Keeps a failure of one part from taking the rest of the page with it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: unknown }> {
  override state = { error: undefined as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { name, children } = this.props;
    const { error } = this.state;
    if (error === undefined) return children;
    const words = name === undefined ? explain(error) : t('part.failed', { name, why: explain(error) });
    return (
      <ProblemStrip words={words}>
        <Button size="small" onPress={() => this.again(error)}>
          {t('action.try-again')}
        </Button>
      </ProblemStrip>
    );
  }

  private again(error: unknown): void {
    // A piece of the program that did not come once is not asked for again by the page that missed it.
    if (isMissingCode(error)) location.reload();
    else this.setState({ error: undefined });
  }
}

/** Every browser says it in its own words. */
const isMissingCode = (error: unknown): boolean =>
  error instanceof TypeError && /import|module/i.test(error.message);
