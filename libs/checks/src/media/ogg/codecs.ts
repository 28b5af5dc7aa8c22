type Kind = 'audio' | 'video' | 'text' | 'skeleton';

/** wiki.xiph.org, MIME Types and File Extensions: how the first packet of each codec begins. */
const CODECS: readonly [start: string, kind: Kind][] = [
  ['\x01vorbis', 'audio'],
  ['OpusHead', 'audio'],
  ['\x7fFLAC', 'audio'],
  ['Speex   ', 'audio'],
  ['PCM     ', 'audio'],
  ['\x80theora', 'video'],
  ['BBCD\0', 'video'],
  ['OVP80', 'video'],
  ['\x80kate\0\0\0', 'text'],
  ['CMML\0\0\0\0', 'text'],
  ['fishead\0', 'skeleton'],
];

export const codecOf = (packet: Buffer): Kind | undefined =>
  CODECS.find(([start]) => packet.toString('latin1', 0, start.length) === start)?.[1];
