# rtpengine 26 of Debian, with the template of infra/rtpengine filled in when it starts.
FROM debian:forky-slim
RUN apt-get update \
  && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends rtpengine-daemon \
  && rm -rf /var/lib/apt/lists/*
COPY rtpengine /templates
COPY compose/fill-in.sh /fill-in.sh
ENTRYPOINT ["/bin/sh", "/fill-in.sh", "/templates", "/etc/switchyard-rtpengine"]
CMD ["rtpengine", "--config-file=/etc/switchyard-rtpengine/rtpengine.conf", "--config-section=rtpengine", "--pidfile=/run/rtpengine.pid"]
