# All apps of ours in one image; compose says which one runs.
FROM node:22-bookworm-slim AS build
WORKDIR /switchyard
COPY . .
RUN npm install --no-audit --no-fund && NX_DAEMON=false npm run build

FROM node:22-bookworm-slim
WORKDIR /switchyard
ENV NODE_ENV=production
COPY --from=build /switchyard /switchyard
RUN mkdir -p /var/spool/switchyard && chown node:node /var/spool/switchyard
USER node
