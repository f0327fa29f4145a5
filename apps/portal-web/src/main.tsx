import './without-eval.js';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { SessionStore } from '@switchyard/portal-kit';
import { App } from './app.js';
import { ErrorBoundary } from './screens/error-boundary.js';
import './styles/index.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
createRoot(root).render(
  <StrictMode>
    <BrowserRouter>
      <ErrorBoundary>
        <App sessions={new SessionStore(window.sessionStorage)} />
      </ErrorBoundary>
    </BrowserRouter>
  </StrictMode>,
);
