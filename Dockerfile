# One image for all apps: they share every layer, and the command says which one runs.

FROM node:24.21.0-trixie-slim AS build
WORKDIR /airlock
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=optional
COPY . .
RUN npm run build

# Of its own, so that it is made again only when the lockfile changes. Typings and source maps are not run.
FROM node:24.21.0-trixie-slim AS dependencies
WORKDIR /airlock
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional \
 && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete

FROM node:24.21.0-trixie-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /airlock
COPY --from=dependencies /airlock/node_modules node_modules
COPY --from=build /airlock/dist dist
# policies.json is there to be replaced: mount your own, or name another in POLICIES_FILE.
COPY package.json policies.json ./
# For `node dist/tools/provision/main.js`. The other tools for operators are dist/tools/dlq/main.js and dist/tools/inspect.js.
COPY localstack/resources localstack/resources
USER node
CMD ["node", "dist/apps/gateway/src/main.js"]
