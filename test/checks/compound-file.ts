/** An OLE compound file (MS-CFB) with empty streams of these names, enough for whoever looks at its directory. */
export function compoundFile(names: readonly string[]): Buffer {
  const SECTOR = 512;
  const directorySectors = Math.ceil((names.length + 1) / 4);
  const header = Buffer.alloc(SECTOR);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(4096, 56);
  header.fill(0xff, 76);
  header.writeUInt32LE(0, 76);

  const fat = Buffer.alloc(SECTOR, 0xff);
  fat.writeUInt32LE(0xfffffffd, 0);
  for (let i = 1; i <= directorySectors; i++)
    fat.writeUInt32LE(i === directorySectors ? 0xfffffffe : i + 1, i * 4);

  const directory = Buffer.alloc(directorySectors * SECTOR);
  ['Root Entry', ...names].forEach((name, i) => {
    directory.write(name, i * 128, 'utf16le');
    directory.writeUInt16LE((name.length + 1) * 2, i * 128 + 64);
    directory.writeUInt8(i === 0 ? 5 : 2, i * 128 + 66);
  });
  return Buffer.concat([header, fat, directory]);
}
