import { Component, type ReactNode } from 'react';
import { t } from '../i18n/t';
import { ProblemStrip } from './problem-strip';

/** Keeps a failure of one part from taking the rest of the page with it. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: undefined as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === undefined) return this.props.children;
    return (
      <ProblemStrip error={this.state.error}>
        <button type="button" className="underline" onClick={() => this.setState({ error: undefined })}>
          {t('action.try-again')}
        </button>
      </ProblemStrip>
    );
  }
}
