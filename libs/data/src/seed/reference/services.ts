import type { ServiceKind, Texts } from '@switchyard/model';
import { texts } from './texts.js';

export interface ServiceSeed {
  readonly kind: ServiceKind;
  readonly defaultCode: string;
  /** More digits follow the code: an extension, a lock, a number. */
  readonly extraDigits: boolean;
  readonly name: Texts;
  readonly description: Texts;
}

const service = (kind: ServiceKind, defaultCode: string, extraDigits: boolean, name: Texts, description: Texts): ServiceSeed => ({
  kind,
  defaultCode,
  extraDigits,
  name,
  description,
});

/** The 13 services with the codes of the reference, and the two by which one call is anonymous or is not (IV-83). */
export const SERVICE_SEEDS: readonly ServiceSeed[] = [
  service(
    'directPickUp',
    '94',
    true,
    texts('Direct pick-up', 'Captura directa', 'Captura directa', 'Risposta per assente', 'Harrapaketa zuzena'),
    texts(
      'Answers the call that rings at the extension dialled after the code',
      'Responde la llamada que suena en la extensión marcada tras el código',
      "Respon la trucada que sona a l'extensió marcada després del codi",
      "Risponde alla chiamata che squilla all'interno composto dopo il codice",
      'Kodearen ondoren markatutako luzapenean jotzen ari den deiari erantzuten dio',
    ),
  ),
  service(
    'groupPickUp',
    '95',
    false,
    texts('Group pick-up', 'Captura de grupo', 'Captura de grup', 'Risposta di gruppo', 'Taldeko harrapaketa'),
    texts(
      'Answers a call that rings in the pick-up group of the caller',
      'Responde una llamada que suena en el grupo de captura de quien marca',
      'Respon una trucada que sona al grup de captura de qui marca',
      'Risponde a una chiamata che squilla nel gruppo di chi compone',
      'Deitzailearen harrapaketa taldean jotzen ari den deiari erantzuten dio',
    ),
  ),
  service(
    'voicemail',
    '93',
    true,
    texts('Voicemail', 'Buzón de voz', 'Bústia de veu', 'Casella vocale', 'Erantzungailua'),
    texts(
      'Plays the voicemail box of the caller, or of the extension dialled after the code',
      'Escucha el buzón de quien marca, o el de la extensión marcada tras el código',
      "Escolta la bústia de qui marca, o la de l'extensió marcada després del codi",
      "Ascolta la casella di chi compone o dell'interno composto dopo il codice",
      'Deitzailearen erantzungailua edo kodearen ondoren markatutako luzapenarena entzuten da',
    ),
  ),
  service(
    'recordLocution',
    '00',
    true,
    texts('Record announcement', 'Grabar locución', 'Gravar locució', 'Registra annuncio', 'Lokuzioa grabatu'),
    texts(
      'Records the announcement whose number is dialled after the code',
      'Graba la locución cuyo número se marca tras el código',
      'Grava la locució el número de la qual es marca després del codi',
      "Registra l'annuncio il cui numero è composto dopo il codice",
      'Kodearen ondoren markatutako zenbakia duen lokuzioa grabatzen du',
    ),
  ),
  service(
    'closeLock',
    '70',
    true,
    texts('Close lock', 'Cerrar candado', 'Tancar cadenat', 'Chiudi blocco', 'Giltzarrapoa itxi'),
    texts(
      'Closes the route lock dialled after the code',
      'Cierra el candado de ruta marcado tras el código',
      'Tanca el cadenat de ruta marcat després del codi',
      'Chiude il blocco di instradamento composto dopo il codice',
      'Kodearen ondoren markatutako bide-giltzarrapoa ixten du',
    ),
  ),
  service(
    'openLock',
    '71',
    true,
    texts('Open lock', 'Abrir candado', 'Obrir cadenat', 'Apri blocco', 'Giltzarrapoa ireki'),
    texts(
      'Opens the route lock dialled after the code',
      'Abre el candado de ruta marcado tras el código',
      'Obre el cadenat de ruta marcat després del codi',
      'Apre il blocco di instradamento composto dopo il codice',
      'Kodearen ondoren markatutako bide-giltzarrapoa irekitzen du',
    ),
  ),
  service(
    'toggleLock',
    '72',
    true,
    texts('Toggle lock', 'Alternar candado', 'Alternar cadenat', 'Inverti blocco', 'Giltzarrapoa aldatu'),
    texts(
      'Opens the closed and closes the open route lock dialled after the code',
      'Abre o cierra el candado de ruta marcado tras el código',
      'Obre o tanca el cadenat de ruta marcat després del codi',
      'Apre o chiude il blocco di instradamento composto dopo il codice',
      'Kodearen ondoren markatutako bide-giltzarrapoa ireki edo ixten du',
    ),
  ),
  service(
    'queuePause',
    '73',
    false,
    texts('Pause in queues', 'Pausa en colas', 'Pausa en cues', 'Pausa nelle code', 'Ilaretan pausatu'),
    texts(
      'The queues of the caller ring it no more',
      'Las colas de quien marca dejan de llamarle',
      'Les cues de qui marca deixen de trucar-li',
      'Le code di chi compone non lo chiamano più',
      'Deitzailearen ilarek ez diote gehiago deitzen',
    ),
  ),
  service(
    'queueUnpause',
    '74',
    false,
    texts('Resume in queues', 'Reanudar en colas', 'Reprendre en cues', 'Riprendi nelle code', 'Ilaretan berrekin'),
    texts(
      'The queues of the caller ring it again',
      'Las colas de quien marca vuelven a llamarle',
      'Les cues de qui marca tornen a trucar-li',
      'Le code di chi compone tornano a chiamarlo',
      'Deitzailearen ilarek berriro deitzen diote',
    ),
  ),
  service(
    'forwardUnconditional',
    '80',
    true,
    texts('Forward always', 'Desvío incondicional', 'Desviament incondicional', 'Deviazione sempre', 'Desbideratze baldintzarik gabea'),
    texts(
      'Forwards every call to the number dialled after the code; * for voicemail, nothing to stop',
      'Desvía toda llamada al número marcado tras el código; * al buzón, vacío para anular',
      'Desvia tota trucada al número marcat després del codi; * a la bústia, buit per anul·lar',
      'Devia ogni chiamata al numero composto dopo il codice; * alla casella vocale, vuoto per annullare',
      'Dei guztiak kodearen ondoren markatutako zenbakira; * erantzungailura, hutsik kentzeko',
    ),
  ),
  service(
    'forwardBusy',
    '81',
    true,
    texts('Forward when busy', 'Desvío si ocupado', 'Desviament si ocupat', 'Deviazione se occupato', 'Desbideratu okupatuta badago'),
    texts(
      'Forwards calls while the phone is busy; * for voicemail, nothing to stop',
      'Desvía las llamadas si comunica; * al buzón, vacío para anular',
      'Desvia les trucades si comunica; * a la bústia, buit per anul·lar',
      'Devia le chiamate se occupato; * alla casella vocale, vuoto per annullare',
      'Okupatuta dagoenean deiak desbideratzen ditu; * erantzungailura, hutsik kentzeko',
    ),
  ),
  service(
    'forwardNoAnswer',
    '82',
    true,
    texts(
      'Forward when not answered',
      'Desvío si no contesta',
      'Desviament si no contesta',
      'Deviazione se non risponde',
      'Desbideratu erantzuten ez badu',
    ),
    texts(
      'Forwards calls that nobody answers; * for voicemail, nothing to stop',
      'Desvía las llamadas que nadie responde; * al buzón, vacío para anular',
      'Desvia les trucades que ningú respon; * a la bústia, buit per anul·lar',
      'Devia le chiamate senza risposta; * alla casella vocale, vuoto per annullare',
      'Inork erantzuten ez dituen deiak desbideratzen ditu; * erantzungailura, hutsik kentzeko',
    ),
  ),
  service(
    'forwardUnreachable',
    '83',
    true,
    texts(
      'Forward when unreachable',
      'Desvío si no disponible',
      'Desviament si no disponible',
      'Deviazione se non raggiungibile',
      'Desbideratu eskuragarri ez badago',
    ),
    texts(
      'Forwards calls while no phone is registered; * for voicemail, nothing to stop',
      'Desvía las llamadas sin teléfono registrado; * al buzón, vacío para anular',
      'Desvia les trucades sense telèfon registrat; * a la bústia, buit per anul·lar',
      'Devia le chiamate se nessun telefono è registrato; * alla casella vocale, vuoto per annullare',
      'Telefonorik erregistratuta ez dagoenean deiak desbideratzen ditu; * erantzungailura, hutsik kentzeko',
    ),
  ),
  service(
    'hideNumber',
    '67',
    true,
    texts('Hide the number', 'Ocultar el número', 'Amagar el número', 'Nascondi il numero', 'Zenbakia ezkutatu'),
    texts(
      'The called party does not see who calls: the number is dialled after the code',
      'Quien recibe la llamada no ve quién llama: el número se marca tras el código',
      'Qui rep la trucada no veu qui truca: el número es marca després del codi',
      'Chi riceve la chiamata non vede chi chiama: il numero si compone dopo il codice',
      'Deia jasotzen duenak ez du ikusten nork deitzen duen: zenbakia kodearen ondoren markatzen da',
    ),
  ),
  service(
    'showNumber',
    '68',
    true,
    texts('Show the number', 'Mostrar el número', 'Mostrar el número', 'Mostra il numero', 'Zenbakia erakutsi'),
    texts(
      'The number of the caller is shown in this call, even if it is always hidden',
      'En esta llamada se muestra el número de quien llama, aunque siempre lo oculte',
      "En aquesta trucada es mostra el número de qui truca, encara que sempre l'amagui",
      'In questa chiamata il numero di chi chiama si vede, anche se è sempre nascosto',
      'Dei honetan deitzailearen zenbakia erakusten da, beti ezkutatzen badu ere',
    ),
  ),
];
