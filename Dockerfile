# API and worker in one image: `node --import tsx api/main.ts` or `node --import tsx worker/main.ts`.
# Debian, because Temporal's native core has no build for musl (Alpine).
FROM node:20-bookworm-slim

ENV NODE_ENV=production
WORKDIR /srv/planner

COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

COPY . .

# Files of the artifact store; API and workers share this folder.
RUN install -d -o node -g node /var/lib/planner
ENV PLANNER_DATA_DIR=/var/lib/planner
VOLUME /var/lib/planner

USER node
EXPOSE 8080
CMD ["node", "--import", "tsx", "api/main.ts"]
