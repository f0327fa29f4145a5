# Asterisk 22 of Debian, with the templates of infra/asterisk filled in when it starts.
FROM debian:forky-slim
RUN apt-get update \
  && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends asterisk asterisk-mp3 asterisk-core-sounds-en-wav \
  && rm -rf /var/lib/apt/lists/* \
  && ln -sfn "/usr/lib/$(uname -m)-linux-gnu/asterisk" /usr/lib/asterisk
COPY asterisk /templates
COPY compose/fill-in.sh /fill-in.sh
RUN mkdir -p /run/asterisk/etc /var/lib/switchyard-asterisk && chown -R asterisk /run/asterisk /var/lib/switchyard-asterisk /var/log/asterisk
USER asterisk
ENTRYPOINT ["/bin/sh", "/fill-in.sh", "/templates", "/run/asterisk/etc"]
CMD ["sh", "-c", "cd \"$STATE\" && mkdir -p moh lib/keys lib/agi-bin spool/recording spool/monitor spool/voicemail spool/tmp && exec asterisk -C /run/asterisk/etc/asterisk.conf -f -n"]
