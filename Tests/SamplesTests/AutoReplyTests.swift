import Records
import Testing

@testable import Samples

/// Answers of machines, by their headers and in the languages of those who are away.
@Suite struct AutoReplyTests {
    private func report(_ head: String) -> MailReport? {
        opened("From: kim@gone.example\nTo: news@tidepool.example\n\(head)\n\naway\n").sample.report
    }

    @Test(
        "Words of the subject are enough",
        arguments: [
            "Out of Office: Offer", "Automatic reply: Offer", "[Auto-Reply] Offer", "I’m on vacation until Monday",
            "Automatische Antwort: Angebot", "Abwesend: Angebot", "Abwesenheitsnotiz: Angebot",
            "Réponse automatique : Offre", "Absence du bureau : Offre", "Respuesta automática: Oferta",
            "Fuera de la oficina: Oferta", "Risposta automatica: Offerta", "Fuori sede: Offerta",
            "Automatisch antwoord: Aanbod", "Autosvar: Tilbud", "Frånvaro: Erbjudande", "Fravær: Tilbud",
            "Automaattinen vastaus: Tarjous", "Poissa: Tarjous", "Automatická odpověď: Nabídka",
            "Odpowiedź automatyczna: Oferta", "Automatikus válasz: Ajánlat", "Răspuns automat: Ofertă",
            "Resposta automática: Oferta", "Otomatik Yanıt: Teklif", "Автоматический ответ: x", "Автоответ: x",
            "自動応答: x", "自动回复: x", "자동 회신: x", "رد تلقائي: x", "Αυτόματη απάντηση: x",
        ])
    func subjects(subject: String) {
        let report = report("Subject: \(subject)")
        #expect(report?.kind == .autoReply)
        #expect(report?.owners.first == "news@tidepool.example")
        #expect(report?.recipient == "kim@gone.example")
    }

    @Test(
        "Other mail is none",
        arguments: [
            "Subject: Office hours are changing", "Subject: Out of the box ideas", "Subject: Automatic door sale",
            "Subject: Absence of evidence", "Subject: Poissaolevat ystävät", "Subject: Autosvarta 3 is here",
            "Subject: Offer\nPrecedence: bulk", "Subject: Offer\nX-Auto-Response-Suppress: All",
            "Subject: Digest\nAuto-Submitted: auto-generated", "Subject: Re: Offer\nAuto-Submitted: no",
        ])
    func others(head: String) { #expect(report(head) == nil) }

    @Test(
        "Headers tell it whatever the subject says",
        arguments: [
            "Auto-Submitted: auto-replied (vacation)", "Precedence: auto_reply", "X-Precedence: auto_reply",
            "X-Autoreply: yes", "X-Autorespond: Re: Offer", "X-POST-MessageClass: 9; Autoresponder",
            "X-AutoReply-From: kim@gone.example",
        ])
    func headers(head: String) { #expect(report("Subject: Re: Offer\n\(head)")?.kind == .autoReply) }
}
