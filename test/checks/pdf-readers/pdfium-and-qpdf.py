"""What PDFium and qpdf see in each PDF of a folder that could do something: one line of JSON a file and reader."""

import ctypes
import json
import pathlib
import sys

import pikepdf
import pypdfium2.raw as pdfium

ACTIVE = [
    pikepdf.Name(name)
    for name in "/JavaScript /Launch /SubmitForm /ImportData /Movie /Sound /Rendition /RichMediaExecute".split()
]
# An element of the structure may be called like an action, and has nothing to act with.
OPERATIVE = {"/JS", "/F", "/Win", "/Sound", "/Movie", "/Annotation", "/AN", "/OP", "/TA", "/CMD"}
# FPDFAction_GetType: the others stay in the document, or lead to the web when somebody clicks.
REMOTE, LAUNCH = 2, 4


def path_of(action):
    length = pdfium.FPDFAction_GetFilePath(action, None, 0)
    text = ctypes.create_string_buffer(length + 1)
    pdfium.FPDFAction_GetFilePath(action, text, length)
    return text.value.decode("utf-8", "replace").strip()


def judge(action):
    kind = pdfium.FPDFAction_GetType(action) if action else 0
    if kind == LAUNCH:
        return ["launch"]
    leads_elsewhere = kind == REMOTE and (path_of(action)[:1] in ("/", "\\") or ":" in path_of(action))
    return ["remote file"] if leads_elsewhere else []


def seen_by_pdfium(path):
    document = pdfium.FPDF_LoadDocument(str(path).encode(), None)
    if not document:
        return []
    seen = []
    for index in range(pdfium.FPDFDoc_GetJavaScriptActionCount(document)):
        action = pdfium.FPDFDoc_GetJavaScriptAction(document, index)
        # Two bytes are the end of a script that is none.
        if action and pdfium.FPDFJavaScriptAction_GetScript(action, None, 0) > 2:
            seen.append("script")
    for index in range(pdfium.FPDFDoc_GetAttachmentCount(document)):
        length = ctypes.c_ulong()
        attachment = pdfium.FPDFDoc_GetAttachment(document, index)
        if attachment and pdfium.FPDFAttachment_GetFile(attachment, None, 0, length):
            seen.append("attachment")
    bookmark = pdfium.FPDFBookmark_GetFirstChild(document, None)
    if bookmark:
        seen += judge(pdfium.FPDFBookmark_GetAction(bookmark))
    page = pdfium.FPDF_LoadPage(document, 0)
    if page:
        link = pdfium.FPDFLink_GetLinkAtPoint(page, 5, 5)
        if link:
            seen += judge(pdfium.FPDFLink_GetAction(link))
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return seen


def walk(value, depth=0):
    """Every dictionary in a value; what it refers to is walked by itself."""
    if depth > 50:
        return
    if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        yield value
        children = [child for _, child in value.items()]
    elif isinstance(value, pikepdf.Array):
        children = list(value)
    else:
        return
    for child in children:
        if isinstance(child, pikepdf.Object) and not child.is_indirect:
            yield from walk(child, depth + 1)


def seen_by_qpdf(path):
    try:
        document = pikepdf.open(path)
    except pikepdf.PasswordError:
        return ["encryption"]  # it needs a password
    except Exception:  # to qpdf it is no document
        return []
    seen = []
    for value in document.objects:
        for dictionary in walk(value):
            kind = dictionary.get("/S")
            # Compared as qpdf does, because a name may be no text.
            if kind in ACTIVE and OPERATIVE & set(dictionary.keys()):
                seen.append("action")
            if dictionary.get("/Type") == "/Action" and "/JS" in dictionary:
                seen.append("script")
            if dictionary.get("/Type") == "/Filespec" and isinstance(dictionary.get("/EF"), pikepdf.Dictionary):
                seen.append("attachment")
    # One without a file in it is listed, too.
    return seen + ["attachment" for _, attached in document.attachments.items() if len(attached.obj.get("/EF", {}))]


pdfium.FPDF_InitLibrary()
for file in sorted(pathlib.Path(sys.argv[1]).glob("*.pdf")):
    for reader, look in (("PDFium", seen_by_pdfium), ("qpdf", seen_by_qpdf)):
        print(json.dumps({"file": file.name, "reader": reader, "seen": look(file)}))
