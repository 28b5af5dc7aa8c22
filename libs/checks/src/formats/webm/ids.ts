/** RFC 9559, 5.1, and the WebM Container Guidelines. */
export const EBML = 0x1a45dfa3;
export const DOC_TYPE = 0x4282;
export const SEGMENT = 0x18538067;
export const TRACKS = 0x1654ae6b;
export const CLUSTER = 0x1f43b675;
export const ATTACHMENTS = 0x1941a469;
export const TRACK_ENTRY = 0xae;
export const TRACK_TYPE = 0x83;
export const CODEC_ID = 0x86;
const VOID = 0xec;
const CRC_32 = 0xbf;

/** SeekHead, Info, Tracks, Cluster, Cues, Tags, Chapters. */
const IN_SEGMENT = [0x114d9b74, 0x1549a966, TRACKS, CLUSTER, 0x1c53bb6b, 0x1254c367, 0x1043a770];
/** Timestamp, SimpleBlock, BlockGroup, PrevSize, Position, SilentTracks, EncryptedBlock. */
const IN_CLUSTER = [0xe7, 0xa3, 0xa0, 0xab, 0xa7, 0x5854, 0xaf];

export const ANYWHERE: readonly number[] = [VOID, CRC_32];
export const isInSegment = (id: number): boolean => IN_SEGMENT.includes(id) || ANYWHERE.includes(id);
export const isInCluster = (id: number): boolean => IN_CLUSTER.includes(id) || ANYWHERE.includes(id);
