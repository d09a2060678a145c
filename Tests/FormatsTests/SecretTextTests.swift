import Testing

@testable import Formats

@Suite("Secrets in the words of others")
struct SecretTextTests {
    @Test(
        "A long secret is taken out wherever it stands, a short one where it stands alone",
        arguments: [
            (["k3y-that-stays"], "bad key k3y-that-stays!", "bad key ***!"),
            (["k3y-that-stays"], "xk3y-that-staysx", "x***x"),
            (["hunter2"], "password hunter2 is too weak", "password *** is too weak"),
            (["hunter2"], "password='hunter2', hunter2", "password='***', ***"), (["hunter2"], "hunter2", "***"),
            (["hunter2"], "hunter22 and xhunter2 are others", "hunter22 and xhunter2 are others"),
            (["abc"], "(abc)", "(***)"), (["a"], "a bad name", "*** bad name"), (["p#1"], "p#1.", "***."),
            (["test"], "latest tests: test", "latest tests: ***"),
            (["secret", "secret-and-more"], "secret-and-more, secret", "***, ***"), ([""], "text", "text"),
            ([], "text", "text"), (["ü1"], "ü1 über", "*** über"), (["x"], "", ""),
        ] as [([String], String, String)])
    func hidden(secrets: [String], text: String, shown: String) {
        #expect(SecretText.hide(secrets, in: text) == shown)
    }
}
