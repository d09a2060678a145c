import Records
import Testing

@testable import Samples

/// Names that files have for one program or another.
@Suite struct AttachmentNameTests {
    private func message(_ type: String, _ disposition: String) -> SampleMessage {
        opened(
            """
            From: a@tidepool.example
            Content-Type: multipart/mixed; boundary=b

            --b

            hello
            --b
            Content-Type: \(type)
            Content-Disposition: \(disposition)
            Content-Transfer-Encoding: base64

            JVBERi0xLjQgaGVsbG8=
            --b--
            """)
    }

    @Test(
        "A program is one under any of its names",
        arguments: [
            "filename=voucher.exe", "filename=\"voucher.pdf.exe\"", "filename*=utf-8''voucher%2Eexe",
            "filename*=utf-8'en'voucher.pdf%2E%65xe", "filename*0=voucher.pdf; filename*1=.exe",
            "filename*0=\"vou\"; filename*1=\"cher.e\"; filename*2=\"xe\"", "filename*1=.exe; filename*0=voucher.pdf",
            "filename*0*=utf-8''voucher%2E; filename*1*=ex%65", "filename=a.pdf; filename*=utf-8''a.exe",
            "filename=a.pdf; filename=a.exe", "filename=a.exe; filename=a.pdf",
            "filename=\"a.pdf\"; filename*0=a.e; filename*1=xe",
            "filename=\"=?utf-8?B?YS5leGU=?=\"", "filename==?utf-8?Q?a=2Eexe?=",
            "filename=\"=?utf-8?Q?a=2Ep?= =?utf-8?Q?df=2Eexe?=\"",
            "filename=\"=?utf-8?B?YQ==?==?utf-8?B?LmV4ZQ==?=\"", "filename=a%2Eexe", "filename=\"a.EXE\"",
            "filename=\"a.exe.\"",
            "filename=\"a.exe. . \"", "filename=\"a.exe \u{A0}\"", "filename=\"a.pdf                      .exe\"",
            "filename=\"a.e\u{200B}xe\"", "filename=\"gpj.\u{202E}exe\"", "filename=\"a.ｅｘｅ\"", "filename=\"a．exe\"",
            "filename=\"a.exe:stream\"", "filename=\"a.exe::$DATA\"", "filename=\"a.pdf:b.exe\"",
            "filename=\"..\\\\..\\\\a.exe\"",
            "filename=\"x/a.exe/\"", "FILENAME=\"a.exe\"", "filename = \"a.exe\"", "filename=a (1).exe", "name=a.exe",
            "filename*=iso-8859-1''%61.e%78e", "filename*=''a.exe", "filename*=a.exe", "filename=\"a.scr\"",
            "filename=a.lnk",
            "filename=a.js", "filename=a.hta", "filename=\"a.pdf.iso\"", "filename=a.settingcontent-ms",
            "filename=\"a.exe;\"",
            "filename=\"a.exe'\"", "filename=\"a.pdf\".exe", "filename=\"\\a.e\\xe\"", "filename=\"a.exe%00.pdf\"",
            "filename=\"a.pdf%00.exe\"", "filename*=utf-8''a.exe%00.pdf",
            "filename*10=.exe; filename*2=b; filename*0=a",
            "filename*00=a; filename*01=.exe",
        ])
    func program(parameters: String) {
        let found = message("application/pdf", "attachment; " + parameters).findings.first
        #expect(found?.grade == .critical)
        #expect(found?.subject == .program)
    }

    @Test(
        "A name in Content-Type counts as much",
        arguments: [
            "application/pdf; name=a.exe", "application/pdf; name=\"=?utf-8?B?YS5leGU=?=\"",
            "application/pdf; name*=utf-8''a%2Eexe",
            "application/pdf; name*0=a.; name*1=exe", "application/pdf; name=a.pdf; name=a.exe",
            "application/pdf; filename=a.exe",
            "application/pdf;name=\"a.pdf.exe\"", "application/pdf\n ;\n name=\n \"a.exe\"",
        ])
    func inType(type: String) {
        let found = message(type, "attachment; filename=\"voucher.pdf\"").findings.first
        #expect(found?.grade == .critical)
        #expect(found?.subject == .program)
    }

    @Test(
        "Names that are no program's are none",
        arguments: [
            "filename=voucher.pdf", "filename=\"exe.pdf\"", "filename=\"setup.exe notes.pdf\"",
            "filename=\"a.exe/b.pdf\"",
            "filename=\"a.b.c.pdf\"", "filename=\"executive\"", "filename=\".exe.pdf\"", "inline",
            "filename=\"100%25.pdf\"",
            "filename*=utf-8''Gr%C3%B6%C3%9Fe.pdf",
        ])
    func harmless(parameters: String) {
        let found = message("application/pdf", "attachment; " + parameters).findings
        #expect(!found.contains { $0.subject == .program })
    }

    @Test("The name shown is whole, in its own letters")
    func shown() {
        func name(_ parameters: String) -> String? {
            message("application/pdf", "attachment; " + parameters).parts.last?.fileName
        }
        #expect(name("filename*=utf-8''Gr%C3%B6%C3%9Fe.pdf") == "Größe.pdf")
        #expect(name("filename*0*=utf-8''Gr%C3%B6%C3; filename*1*=%9Fe.pdf") == "Größe.pdf")
        #expect(name("filename=\"=?utf-8?B?R3LDtsM=?= =?utf-8?B?n2UucGRm?=\"") == "Größe.pdf")
        #expect(name("filename=\"a \\\"b\\\".pdf\"") == "a \"b\".pdf")
        #expect(name("filename=Gr\u{F6}\u{DF}e.pdf") == "Größe.pdf")
    }
}
