// Prints one film with dcmjs-dimse, as the suites' peer; prints one line per answer.
//
//   print_dcmjs_dimse.js PORT gray|color

const dimse = require('dcmjs-dimse');

const { Client, Dataset } = dimse;
const {
  NCreateRequest, NSetRequest, NActionRequest, NGetRequest, NDeleteRequest, CEchoRequest,
} = dimse.requests;
const { SopClass, Status } = dimse.constants;

dimse.log.setLevel(process.env.DCMJS_LOG || 'silent');

const [port, kind] = process.argv.slice(2);
const color = kind === 'color';
const SIDE = 256;
const meta = color
  ? SopClass.BasicColorPrintManagementMeta
  : SopClass.BasicGrayscalePrintManagementMeta;
const imageClass = color ? SopClass.BasicColorImageBox : SopClass.BasicGrayscaleImageBox;
const sessionUid = Dataset.generateDerivedUid();
const filmUid = Dataset.generateDerivedUid();

// 8 bits: x + 3 y modulo 256; colour by plane: x, y, x + y.
function pixels() {
  const size = SIDE * SIDE;
  const bytes = Buffer.alloc(color ? 3 * size : size);
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) {
      const at = y * SIDE + x;
      bytes[at] = color ? x & 255 : (x + 3 * y) & 255;
      if (color) {
        bytes[size + at] = y & 255;
        bytes[2 * size + at] = (x + y) & 255;
      }
    }
  }
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
}

function image() {
  const item = {
    SamplesPerPixel: color ? 3 : 1,
    PhotometricInterpretation: color ? 'RGB' : 'MONOCHROME2',
    ...(color ? { PlanarConfiguration: 1 } : {}),
    Rows: SIDE,
    Columns: SIDE,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    _vrMap: { PixelData: 'OB' },
    PixelData: [pixels()],
  };
  const sequence = color ? 'BasicColorImageSequence' : 'BasicGrayscaleImageSequence';
  return { ImageBoxPosition: 1, [sequence]: [item] };
}

function fail(why) {
  console.log(`failed: ${why}`);
  process.exit(1);
}

function said(what, response) {
  const status = response.getStatus();
  console.log(`${what}: ${status.toString(16).toUpperCase().padStart(4, '0')}`);
  if (status !== Status.Success) {
    fail(`${what}: ${response.getErrorComment() || 'no comment'}`);
  }
  return response.getDataset();
}

// The client sends its requests one after the other. All are there from the start; those that
// name what the printer made get its UID when the answer with it comes.
function main() {
  const client = new Client();
  client.on('networkError', (error) => fail(error.message));
  client.on('associationRejected', () => fail('rejected'));
  client.on('associationReleased', () => console.log('released: true'));
  client.on('nEventReportRequest', (request, callback) => {
    callback(dimse.responses.NEventReportResponse.fromRequest(request));
  });
  const add = (what, request, dataset, heard) => {
    if (dataset) {
      request.setDataset(new Dataset(dataset));
    }
    request.on('response', (response) => {
      const data = said(what, response);
      if (heard) {
        heard(data.getElements());
      }
    });
    client.addRequest(request);
  };
  const set = new NSetRequest(imageClass, '0.0', meta);
  const job = new NGetRequest(SopClass.PrintJob, '0.0', ['ExecutionStatus', 'Originator']);

  add('C-ECHO', new CEchoRequest());
  add('Film Session N-CREATE', new NCreateRequest(SopClass.BasicFilmSession, sessionUid, meta), {
    NumberOfCopies: '1',
    PrintPriority: 'MED',
    MediumType: 'CLEAR FILM',
  });
  add('Film Box N-CREATE', new NCreateRequest(SopClass.BasicFilmBox, filmUid, meta), {
    ImageDisplayFormat: 'STANDARD\\1,1',
    FilmOrientation: 'PORTRAIT',
    FilmSizeID: '8INX10IN',
    ReferencedFilmSessionSequence: [{
      ReferencedSOPClassUID: SopClass.BasicFilmSession,
      ReferencedSOPInstanceUID: sessionUid,
    }],
  }, (film) => {
    const [item] = [film.ReferencedImageBoxSequence].flat();
    set.setRequestedSopInstanceUid(item.ReferencedSOPInstanceUID);
  });
  add('Image Box N-SET', set, image());
  add('Film Box N-ACTION', new NActionRequest(SopClass.BasicFilmBox, filmUid, 0x0001, meta), null, (data) => {
    // (2100,0500): the dictionary's name for it is that of a retired service.
    const [item] = [data.RETIRED_ReferencedPrintJobSequencePullStoredPrint].flat();
    job.setRequestedSopInstanceUid(item.ReferencedSOPInstanceUID);
  });
  add('Print Job N-GET', job, null, (data) => console.log(`Originator: ${data.Originator}`));
  add('Film Box N-DELETE', new NDeleteRequest(SopClass.BasicFilmBox, filmUid, meta));
  add('Film Session N-DELETE', new NDeleteRequest(SopClass.BasicFilmSession, sessionUid, meta));
  client.send('127.0.0.1', Number(port), 'DCMJS', 'FILMDESK');
}

main();
