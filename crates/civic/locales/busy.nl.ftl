# Als er meer mensen tegelijk komen dan het systeem aankan.
error-busy = Het is nu heel druk. Er is nog niets van dit verzoek gedaan. Stuur het over een paar tellen opnieuw.
busy-title = Het is nu heel druk
busy-title-sent = Nog niet binnen
busy-wait = { $seconds ->
        [one] Veel mensen gebruiken deze site op dit moment. Deze pagina probeert het over 1 seconde vanzelf opnieuw. Je hoeft niets te doen.
       *[other] Veel mensen gebruiken deze site op dit moment. Deze pagina probeert het over { $seconds } seconden vanzelf opnieuw. Je hoeft niets te doen.
    }
busy-wait--formal = { $seconds ->
        [one] Veel mensen gebruiken deze site op dit moment. Deze pagina probeert het over 1 seconde vanzelf opnieuw. U hoeft niets te doen.
       *[other] Veel mensen gebruiken deze site op dit moment. Deze pagina probeert het over { $seconds } seconden vanzelf opnieuw. U hoeft niets te doen.
    }
busy-kept = Wat je al had gekozen of opgeslagen, is bewaard.
busy-kept--formal = Wat u al had gekozen of opgeslagen, is bewaard.
busy-now = Nu opnieuw proberen
busy-sent = Wat je net stuurde, is nog niet binnen: het is nu heel druk. Het staat nog op deze pagina. Wacht een paar tellen en stuur het dan opnieuw.
busy-sent--formal = Wat u net stuurde, is nog niet binnen: het is nu heel druk. Het staat nog op deze pagina. Wacht een paar tellen en stuur het dan opnieuw.
busy-send-again = Opnieuw sturen
busy-sent-back = Wat je net stuurde, is nog niet binnen: het is nu heel druk. Ga terug naar de vorige pagina, wacht een paar tellen en stuur het dan opnieuw.
busy-sent-back--formal = Wat u net stuurde, is nog niet binnen: het is nu heel druk. Ga terug naar de vorige pagina, wacht een paar tellen en stuur het dan opnieuw.
