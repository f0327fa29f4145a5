import type { NotificationType, PortalLanguage } from '@switchyard/model';

export interface NotificationText {
  readonly subject: string;
  readonly body: string;
}
type Words = Readonly<Record<PortalLanguage, readonly [subject: string, body: string]>>;

/** The platform's own messages; brands start with copies of them. */
const WORDS: Readonly<Record<NotificationType, Words>> = {
  voicemail: {
    en: [
      'New voicemail from {{call.caller}}',
      'Hello {{user.name}},\n\n{{call.caller}} left a message of {{call.duration}} s in {{voicemail.name}} on {{call.date}}.\n',
    ],
    es: [
      'Nuevo mensaje de voz de {{call.caller}}',
      'Hola, {{user.name}}:\n\n{{call.caller}} dejó un mensaje de {{call.duration}} s en {{voicemail.name}} el {{call.date}}.\n',
    ],
    ca: [
      'Nou missatge de veu de {{call.caller}}',
      'Hola, {{user.name}}:\n\n{{call.caller}} va deixar un missatge de {{call.duration}} s a {{voicemail.name}} el {{call.date}}.\n',
    ],
    it: [
      'Nuovo messaggio vocale da {{call.caller}}',
      'Buongiorno {{user.name}},\n\n{{call.caller}} ha lasciato un messaggio di {{call.duration}} s in {{voicemail.name}} il {{call.date}}.\n',
    ],
    eu: [
      '{{call.caller}} zenbakiaren ahots-mezu berria',
      'Kaixo, {{user.name}}:\n\n{{call.caller}} zenbakiak {{call.duration}} s-ko mezua utzi du {{voicemail.name}} erantzungailuan: {{call.date}}.\n',
    ],
  },
  fax: {
    en: [
      'Fax from {{fax.caller}}',
      'A fax of {{fax.pages}} pages from {{fax.caller}} to {{fax.callee}} arrived in {{fax.name}} on {{fax.date}}.\n',
    ],
    es: [
      'Fax de {{fax.caller}}',
      'Llegó a {{fax.name}} un fax de {{fax.pages}} páginas de {{fax.caller}} a {{fax.callee}} el {{fax.date}}.\n',
    ],
    ca: [
      'Fax de {{fax.caller}}',
      'Ha arribat a {{fax.name}} un fax de {{fax.pages}} pàgines de {{fax.caller}} a {{fax.callee}} el {{fax.date}}.\n',
    ],
    it: [
      'Fax da {{fax.caller}}',
      'Un fax di {{fax.pages}} pagine da {{fax.caller}} a {{fax.callee}} è arrivato in {{fax.name}} il {{fax.date}}.\n',
    ],
    eu: [
      '{{fax.caller}} zenbakiaren faxa',
      '{{fax.pages}} orriko faxa iritsi da {{fax.name}} faxera, {{fax.caller}} zenbakitik {{fax.callee}} zenbakira: {{fax.date}}.\n',
    ],
  },
  limit: {
    en: ['Limit reached: {{limit.name}}', '{{client.name}} reached its limit {{limit.name}} ({{limit.value}}) on {{limit.date}}.\n'],
    es: ['Límite alcanzado: {{limit.name}}', '{{client.name}} alcanzó su límite {{limit.name}} ({{limit.value}}) el {{limit.date}}.\n'],
    ca: ['Límit assolit: {{limit.name}}', '{{client.name}} va assolir el seu límit {{limit.name}} ({{limit.value}}) el {{limit.date}}.\n'],
    it: [
      'Limite raggiunto: {{limit.name}}',
      '{{client.name}} ha raggiunto il limite {{limit.name}} ({{limit.value}}) il {{limit.date}}.\n',
    ],
    eu: ['Muga gaindituta: {{limit.name}}', '{{client.name}} bezeroak {{limit.name}} muga ({{limit.value}}) jo du: {{limit.date}}.\n'],
  },
  lowBalance: {
    en: [
      'Low balance',
      'The balance of {{client.name}}{{carrier.name}} is {{balance.amount}} {{balance.currency}}, below {{balance.threshold}} {{balance.currency}}.\n',
    ],
    es: [
      'Saldo bajo',
      'El saldo de {{client.name}}{{carrier.name}} es {{balance.amount}} {{balance.currency}}, por debajo de {{balance.threshold}} {{balance.currency}}.\n',
    ],
    ca: [
      'Saldo baix',
      'El saldo de {{client.name}}{{carrier.name}} és {{balance.amount}} {{balance.currency}}, per sota de {{balance.threshold}} {{balance.currency}}.\n',
    ],
    it: [
      'Credito basso',
      'Il credito di {{client.name}}{{carrier.name}} è {{balance.amount}} {{balance.currency}}, sotto {{balance.threshold}} {{balance.currency}}.\n',
    ],
    eu: [
      'Saldo baxua',
      '{{client.name}}{{carrier.name}} saldoa {{balance.amount}} {{balance.currency}} da, {{balance.threshold}} {{balance.currency}} baino gutxiago.\n',
    ],
  },
  invoice: {
    en: [
      'Invoice {{invoice.number}}',
      'Your invoice {{invoice.number}} of {{invoice.from}} to {{invoice.to}} is attached: {{invoice.total}} {{invoice.currency}}.\n',
    ],
    es: [
      'Factura {{invoice.number}}',
      'Adjuntamos su factura {{invoice.number}} del {{invoice.from}} al {{invoice.to}}: {{invoice.total}} {{invoice.currency}}.\n',
    ],
    ca: [
      'Factura {{invoice.number}}',
      'Adjuntem la seva factura {{invoice.number}} del {{invoice.from}} al {{invoice.to}}: {{invoice.total}} {{invoice.currency}}.\n',
    ],
    it: [
      'Fattura {{invoice.number}}',
      'In allegato la fattura {{invoice.number}} dal {{invoice.from}} al {{invoice.to}}: {{invoice.total}} {{invoice.currency}}.\n',
    ],
    eu: [
      '{{invoice.number}} faktura',
      '{{invoice.number}} faktura erantsita doa ({{invoice.from}} - {{invoice.to}}): {{invoice.total}} {{invoice.currency}}.\n',
    ],
  },
  callCsv: {
    en: ['Calls of {{report.name}}', 'The {{report.calls}} calls of {{report.from}} to {{report.to}} are attached.\n'],
    es: ['Llamadas de {{report.name}}', 'Adjuntamos las {{report.calls}} llamadas del {{report.from}} al {{report.to}}.\n'],
    ca: ['Trucades de {{report.name}}', 'Adjuntem les {{report.calls}} trucades del {{report.from}} al {{report.to}}.\n'],
    it: ['Chiamate di {{report.name}}', 'In allegato le {{report.calls}} chiamate dal {{report.from}} al {{report.to}}.\n'],
    eu: ['{{report.name}}: deiak', '{{report.calls}} dei erantsita doaz ({{report.from}} - {{report.to}}).\n'],
  },
  maxDailyUsage: {
    en: [
      'Daily usage reached by {{client.name}}',
      '{{client.name}} spent {{usage.today}} {{usage.currency}} today; the limit is {{usage.limit}} {{usage.currency}}. No more calls until midnight.\n',
    ],
    es: [
      'Uso diario alcanzado por {{client.name}}',
      '{{client.name}} gastó hoy {{usage.today}} {{usage.currency}}; el límite es {{usage.limit}} {{usage.currency}}. Sin más llamadas hasta medianoche.\n',
    ],
    ca: [
      'Ús diari assolit per {{client.name}}',
      '{{client.name}} ha gastat avui {{usage.today}} {{usage.currency}}; el límit és {{usage.limit}} {{usage.currency}}. Sense més trucades fins a mitjanit.\n',
    ],
    it: [
      'Uso giornaliero raggiunto da {{client.name}}',
      '{{client.name}} ha speso oggi {{usage.today}} {{usage.currency}}; il limite è {{usage.limit}} {{usage.currency}}. Nessuna chiamata fino a mezzanotte.\n',
    ],
    eu: [
      '{{client.name}} bezeroak eguneko muga jo du',
      '{{client.name}} bezeroak {{usage.today}} {{usage.currency}} gastatu ditu gaur; muga {{usage.limit}} {{usage.currency}} da. Gauerdira arte deirik ez.\n',
    ],
  },
  accessCredentials: {
    en: [
      'Your access to {{brand.name}}',
      'Hello {{user.name}},\n\nAddress: {{access.url}}\nLogin: {{access.username}}\nPassword: {{access.password}}\n',
    ],
    es: [
      'Su acceso a {{brand.name}}',
      'Hola, {{user.name}}:\n\nDirección: {{access.url}}\nUsuario: {{access.username}}\nContraseña: {{access.password}}\n',
    ],
    ca: [
      'El seu accés a {{brand.name}}',
      'Hola, {{user.name}}:\n\nAdreça: {{access.url}}\nUsuari: {{access.username}}\nContrasenya: {{access.password}}\n',
    ],
    it: [
      'Il suo accesso a {{brand.name}}',
      'Buongiorno {{user.name}},\n\nIndirizzo: {{access.url}}\nUtente: {{access.username}}\nPassword: {{access.password}}\n',
    ],
    eu: [
      '{{brand.name}}: zure sarbidea',
      'Kaixo, {{user.name}}:\n\nHelbidea: {{access.url}}\nErabiltzailea: {{access.username}}\nPasahitza: {{access.password}}\n',
    ],
  },
  passwordReset: {
    en: [
      'A new password for {{access.username}}',
      'Hello {{user.name}},\n\nsomebody, probably you, asked to set a new password for {{access.username}}. This link sets one within {{access.minutes}} minutes, once:\n\n{{access.url}}\n\nWhoever did not ask for it need not do anything: the password stays as it is.\n',
    ],
    es: [
      'Nueva contraseña para {{access.username}}',
      'Hola, {{user.name}}:\n\nAlguien, probablemente usted, ha pedido una nueva contraseña para {{access.username}}. Este enlace permite elegirla una sola vez durante {{access.minutes}} minutos:\n\n{{access.url}}\n\nSi no la ha pedido, no tiene que hacer nada: la contraseña no cambia.\n',
    ],
    ca: [
      'Nova contrasenya per a {{access.username}}',
      'Hola, {{user.name}}:\n\nAlgú, probablement vostè, ha demanat una nova contrasenya per a {{access.username}}. Aquest enllaç permet triar-la una sola vegada durant {{access.minutes}} minuts:\n\n{{access.url}}\n\nSi no l’ha demanada, no cal que faci res: la contrasenya no canvia.\n',
    ],
    it: [
      'Nuova password per {{access.username}}',
      'Buongiorno {{user.name}},\n\nqualcuno, probabilmente lei, ha chiesto una nuova password per {{access.username}}. Questo collegamento permette di sceglierla una sola volta entro {{access.minutes}} minuti:\n\n{{access.url}}\n\nSe non l’ha chiesta, non deve fare nulla: la password resta quella di prima.\n',
    ],
    eu: [
      '{{access.username}}: pasahitz berria',
      'Kaixo, {{user.name}}:\n\nNorbaitek, seguru asko zuk, {{access.username}} kontuaren pasahitz berria eskatu du. Esteka honek behin bakarrik eta {{access.minutes}} minutuz balio du:\n\n{{access.url}}\n\nEskatu ez baduzu, ez duzu ezer egin behar: pasahitza ez da aldatuko.\n',
    ],
  },
  onDemandRecord: {
    en: [
      'Recording of {{call.date}}',
      'The call of {{call.caller}} to {{call.callee}} on {{call.date}} ({{call.duration}} s) is attached.\n',
    ],
    es: [
      'Grabación del {{call.date}}',
      'Adjuntamos la llamada de {{call.caller}} a {{call.callee}} del {{call.date}} ({{call.duration}} s).\n',
    ],
    ca: [
      'Gravació del {{call.date}}',
      'Adjuntem la trucada de {{call.caller}} a {{call.callee}} del {{call.date}} ({{call.duration}} s).\n',
    ],
    it: [
      'Registrazione del {{call.date}}',
      'In allegato la chiamata da {{call.caller}} a {{call.callee}} del {{call.date}} ({{call.duration}} s).\n',
    ],
    eu: [
      '{{call.date}}: grabazioa',
      '{{call.caller}} zenbakitik {{call.callee}} zenbakira egindako deia erantsita doa: {{call.date}} ({{call.duration}} s).\n',
    ],
  },
};

/** Names of the platform's templates, as an operator reads them. */
export const NOTIFICATION_NAMES: Readonly<Record<NotificationType, string>> = {
  voicemail: 'Voicemail',
  fax: 'Fax',
  limit: 'Limit reached',
  lowBalance: 'Low balance',
  invoice: 'Invoice',
  callCsv: 'Call list',
  maxDailyUsage: 'Max daily usage',
  accessCredentials: 'Access credentials',
  passwordReset: 'Password reset',
  onDemandRecord: 'Recording on demand',
};

export function notificationText(type: NotificationType, language: PortalLanguage): NotificationText {
  const [subject, body] = WORDS[type][language];
  return { subject, body };
}
