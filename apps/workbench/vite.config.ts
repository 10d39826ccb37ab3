import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm run dev` finds a running server. */
const server = process.env.CONSILIUM_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  base: '/',
  build: { target: 'es2023', outDir: 'dist', chunkSizeWarningLimit: 4000 },
  worker: { format: 'es' }, // the DICOM decoders import their codecs
  optimizeDeps: { exclude: ['@cornerstonejs/dicom-image-loader'], include: ['dicom-parser'] },
  server: { proxy: Object.fromEntries(['/api', '/fhir', '/dicom-web', '/oidc'].map((path) => [path, server])) },
});
