import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, Route, Routes } from 'react-router';
import { Frame } from './frame/frame.tsx';
import { landingPath } from './frame/tasks.ts';
import { AdministrationPage } from './pages/administration/administration-page.tsx';
import { PrintPage } from './pages/print/print-page.tsx';
import { ServicesPage } from './pages/services/services-page.tsx';
import { StudyPage } from './pages/study/study-page.tsx';
import { WorklistPage } from './pages/worklist/worklist-page.tsx';
import { EmptyNote } from './parts/states.tsx';
import { CallbackPage } from './session/callback-page.tsx';
import { SessionGate, useSignedIn } from './session/session-gate.tsx';

export function App() {
  return (
    <Routes>
      <Route path="/callback" element={<CallbackPage />} />
      <Route
        path="*"
        element={
          <SessionGate>
            <Suspense>
              <Pages />
            </Suspense>
          </SessionGate>
        }
      />
    </Routes>
  );
}

function Pages() {
  return (
    <Routes>
      <Route path="/" element={<Landing />} />
      <Route path="/worklist" element={<WorklistPage />} />
      <Route path="/study/:id" element={<StudyPage />} />
      <Route path="/print/:id" element={<PrintPage />} />
      <Route path="/services" element={<ServicesPage />} />
      <Route path="/administration" element={<AdministrationPage />} />
      <Route path="*" element={<Nowhere />} />
    </Routes>
  );
}

/** The first task that the person's roles open. */
function Landing() {
  const path = landingPath(useSignedIn());
  const { t } = useTranslation();
  if (path) return <Navigate to={path} replace />;
  return (
    <Frame>
      <EmptyNote title={t('session.noTask')} />
    </Frame>
  );
}

function Nowhere() {
  const { t } = useTranslation();
  return (
    <Frame>
      <EmptyNote title={t('session.notFound')}>
        <Link to="/">{t('session.toWorklist')}</Link>
      </EmptyNote>
    </Frame>
  );
}
