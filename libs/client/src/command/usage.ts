export const USAGE = `airlock upload FILE… [--policy NAME] [--type MEDIA/TYPE]   uploads, and waits for the verdicts
airlock status ID                                          where an upload stands
airlock download ID [--output FILE]                        saves the clean object, under its own name unless you say
airlock erase ID                                           erases bytes, name and metadata

--json   a line of JSON for each file, for programs
--help   this

AIRLOCK_URL (http://localhost:3000) says where the gateway is, AIRLOCK_KEY (local-dev-key) is your API key.

Exits with 0 if everything was accepted, 1 if something was refused, 2 if the command makes no sense or a file is missing, 3 if
nothing was found out: nobody answered, the key is wrong, there is no such upload.`;
