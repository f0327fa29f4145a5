/** A phone with what it fetches and gets. Templates are those of `readTemplate`; names those of PROVISIONING_PLACEHOLDERS. */
export interface PhoneModelSeed {
  readonly manufacturer: string;
  readonly name: string;
  readonly genericUrlPattern: string | null;
  readonly specificUrlPattern: string | null;
  readonly genericTemplate: string | null;
  readonly specificTemplate: string | null;
}

const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;

const YEALINK_GENERIC = lines(
  '#!version:1.0.0.1',
  'lang.gui = {{language}}',
  'local_time.time_zone_name = {{timezone}}',
  'sip.trust_ctrl = 1',
  'features.dnd.allow = 1',
);
const YEALINK_SPECIFIC = lines(
  '#!version:1.0.0.1',
  'account.1.enable = 1',
  'account.1.label = {{account.extension}}',
  'account.1.display_name = {{account.displayName}}',
  'account.1.auth_name = {{account.name}}',
  'account.1.user_name = {{account.name}}',
  'account.1.password = {{account.password}}',
  'account.1.sip_server.1.address = {{account.domain}}',
  'account.1.outbound_proxy_enable = 1',
  'account.1.outbound_proxy.1.address = {{proxy.host}}',
  'account.1.outbound_proxy.1.port = {{proxy.port}}',
  '{{#survival}}account.1.outbound_proxy.2.address = {{survival.host}}',
  'account.1.outbound_proxy.2.port = {{survival.port}}',
  '{{/survival}}{{#account.srtp}}account.1.srtp_encryption = 2',
  '{{/account.srtp}}voice_mail.number.1 = {{account.voicemailCode}}',
  '{{#codecs}}account.1.codec.{{codec.position}}.payload_type = {{codec.name}}',
  '{{/codecs}}',
);
const CISCO_GENERIC = lines(
  '<flat-profile>',
  '<Time_Zone>{{timezone}}</Time_Zone>',
  '<Dictionary_Server_Script>{{language}}</Dictionary_Server_Script>',
  '</flat-profile>',
);
const CISCO_SPECIFIC = lines(
  '<flat-profile>',
  '<Line_Enable_1_>Yes</Line_Enable_1_>',
  '<Display_Name_1_>{{account.displayName}}</Display_Name_1_>',
  '<User_ID_1_>{{account.name}}</User_ID_1_>',
  '<Password_1_>{{account.password}}</Password_1_>',
  '<Proxy_1_>{{account.domain}}</Proxy_1_>',
  '<Use_Outbound_Proxy_1_>Yes</Use_Outbound_Proxy_1_>',
  '<Outbound_Proxy_1_>{{proxy.host}}:{{proxy.port}}</Outbound_Proxy_1_>',
  '{{#survival}}<Alternate_Proxy_1_>{{survival.host}}:{{survival.port}}</Alternate_Proxy_1_>',
  '{{/survival}}<Voice_Mail_Number>{{account.voicemailCode}}</Voice_Mail_Number>',
  '</flat-profile>',
);
const SNOM_GENERIC = lines(
  '<?xml version="1.0" encoding="utf-8"?>',
  '<settings><phone-settings>',
  '<language perm="">{{language}}</language>',
  '<timezone perm="">{{timezone}}</timezone>',
  '</phone-settings></settings>',
);
const SNOM_SPECIFIC = lines(
  '<?xml version="1.0" encoding="utf-8"?>',
  '<settings><phone-settings>',
  '<user_active idx="1" perm="">on</user_active>',
  '<user_realname idx="1" perm="">{{account.displayName}}</user_realname>',
  '<user_name idx="1" perm="">{{account.name}}</user_name>',
  '<user_pname idx="1" perm="">{{account.name}}</user_pname>',
  '<user_pass idx="1" perm="">{{account.password}}</user_pass>',
  '<user_host idx="1" perm="">{{account.domain}}</user_host>',
  '<user_outbound idx="1" perm="">{{proxy.host}}:{{proxy.port}};transport={{proxy.transport}}</user_outbound>',
  '{{#survival}}<user_failover_identity idx="1" perm="">{{survival.host}}:{{survival.port}}</user_failover_identity>',
  '{{/survival}}{{#account.srtp}}<user_srtp idx="1" perm="">on</user_srtp>',
  '{{/account.srtp}}<user_mailbox idx="1" perm="">{{account.voicemailCode}}</user_mailbox>',
  '</phone-settings></settings>',
);
const GRANDSTREAM_GENERIC = lines(
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<gs_provision version="1"><config version="1">',
  '<P64>{{timezone}}</P64>',
  '<P1362>{{language}}</P1362>',
  '</config></gs_provision>',
);
const GRANDSTREAM_SPECIFIC = lines(
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<gs_provision version="1"><mac>{{mac}}</mac><config version="1">',
  '<P271>1</P271>',
  '<P47>{{account.domain}}</P47>',
  '<P48>{{proxy.host}}:{{proxy.port}}</P48>',
  '<P35>{{account.name}}</P35>',
  '<P36>{{account.name}}</P36>',
  '<P34>{{account.password}}</P34>',
  '<P3>{{account.displayName}}</P3>',
  '<P33>{{account.voicemailCode}}</P33>',
  '{{#survival}}<P967>{{survival.host}}:{{survival.port}}</P967>',
  '{{/survival}}</config></gs_provision>',
);
const FANVIL_GENERIC = lines(
  '<<VOIP CONFIG FILE>>Version:2.0.0.0',
  '<MMI CONFIG MODULE>',
  'Language :{{language}}',
  'Time Zone Name :{{timezone}}',
  '<<END OF FILE>>',
);
const FANVIL_SPECIFIC = lines(
  '<<VOIP CONFIG FILE>>Version:2.0.0.0',
  '<SIP CONFIG MODULE>',
  'SIP1 Phone Number :{{account.name}}',
  'SIP1 Display Name :{{account.displayName}}',
  'SIP1 Register Addr :{{account.domain}}',
  'SIP1 Register User :{{account.name}}',
  'SIP1 Register Pswd :{{account.password}}',
  'SIP1 Proxy Addr :{{proxy.host}}',
  'SIP1 Proxy Port :{{proxy.port}}',
  '{{#survival}}SIP1 BakProxy Addr :{{survival.host}}',
  'SIP1 BakProxy Port :{{survival.port}}',
  '{{/survival}}SIP1 MWI Num :{{account.voicemailCode}}',
  '<<END OF FILE>>',
);

interface Family {
  readonly manufacturer: string;
  readonly generic: string;
  readonly specific: string;
  /** Model → the generic file it asks for; the personal one is told by the MAC address. */
  readonly models: Readonly<Record<string, string>>;
  readonly personal: (folder: string) => string;
}

const FAMILIES: readonly Family[] = [
  {
    manufacturer: 'Yealink',
    generic: YEALINK_GENERIC,
    specific: YEALINK_SPECIFIC,
    personal: (folder) => `yealink/${folder}/{mac}.cfg`,
    models: {
      T21P: 'y000000000034.cfg',
      'T21P E2': 'y000000000052.cfg',
      T23P: 'y000000000044.cfg',
      T27P: 'y000000000045.cfg',
      T46G: 'y000000000028.cfg',
      T48G: 'y000000000035.cfg',
      W5xP: 'y000000000025.cfg',
      T31P: 'y000000000123.cfg',
      T33G: 'y000000000124.cfg',
      T43U: 'y000000000107.cfg',
      T46U: 'y000000000108.cfg',
      T54W: 'y000000000096.cfg',
    },
  },
  {
    manufacturer: 'Cisco',
    generic: CISCO_GENERIC,
    specific: CISCO_SPECIFIC,
    personal: (folder) => `cisco/${folder}/{mac}.xml`,
    models: {
      SPA502G: 'spa502G.cfg',
      SPA504G: 'spa504G.cfg',
      SPA509G: 'spa509G.cfg',
      SPA514G: 'spa514G.cfg',
      SPA525G2: 'spa525G2.cfg',
    },
  },
  {
    manufacturer: 'Snom',
    generic: SNOM_GENERIC,
    specific: SNOM_SPECIFIC,
    personal: (folder) => `snom/${folder}/{mac}.xml`,
    models: { D375: 'snomD375.htm', D717: 'snomD717.htm', D735: 'snomD735.htm', D785: 'snomD785.htm' },
  },
  {
    manufacturer: 'Grandstream',
    generic: GRANDSTREAM_GENERIC,
    specific: GRANDSTREAM_SPECIFIC,
    personal: (folder) => `grandstream/${folder}/cfg{mac}.xml`,
    models: { GXP1625: 'cfggxp1625.xml', GXP2170: 'cfggxp2170.xml', GRP2612: 'cfggrp2612.xml', HT801: 'cfght801.xml' },
  },
  {
    manufacturer: 'Fanvil',
    generic: FANVIL_GENERIC,
    specific: FANVIL_SPECIFIC,
    personal: (folder) => `fanvil/${folder}/{mac}.cfg`,
    models: { X3U: 'f0X3U.cfg', X5U: 'f0X5U.cfg', X6U: 'f0X6U.cfg' },
  },
];

/** A phone that is set up by hand. */
const GENERIC: PhoneModelSeed = {
  manufacturer: 'Generic',
  name: 'Generic SIP phone',
  genericUrlPattern: null,
  specificUrlPattern: null,
  genericTemplate: null,
  specificTemplate: null,
};

export const PHONE_MODELS: readonly PhoneModelSeed[] = [
  GENERIC,
  ...FAMILIES.flatMap(({ manufacturer, generic, specific, models, personal }) =>
    Object.entries(models).map(([model, file]) => ({
      manufacturer,
      name: `${manufacturer} ${model}`,
      genericUrlPattern: `${manufacturer.toLowerCase()}/${file}`,
      specificUrlPattern: personal(model.toLowerCase().replaceAll(' ', '-')),
      genericTemplate: generic,
      specificTemplate: specific,
    })),
  ),
];
