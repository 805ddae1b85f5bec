"""Everyday words and phrases, and the codes that are right for each.

Collected from what cluster organisations write of themselves, in the languages of their
countries; any of the codes may come first.
"""

from __future__ import annotations

_TABLE = """
wine | food-processing agricultural-inputs
olive oil | food-processing
cheese | food-processing
dairy | food-processing livestock
beer | food-processing
seafood | fishing food-processing
fish | fishing
fishery | fishing
aquaculture | fishing
meat | livestock food-processing
bakery | food-processing
chocolate | food-processing
agriculture | agricultural-inputs
horticulture | agricultural-inputs
Weinbau | agricultural-inputs food-processing
azeite | food-processing
vino | food-processing
fromage | food-processing
kaas | food-processing
Milch | food-processing livestock agricultural-inputs
Kekse | food-processing
Abfüllanlagen | production-technology packaging-technology
Flaschen | vulcanised-materials plastics
Mehrweg | packaging-technology
żywność | food-processing
rolnictwo | agricultural-inputs agri-tech
cork | wood-products forestry vulcanised-materials
timber | wood-products forestry
furniture | furniture
Möbel | furniture
meble | furniture
muebles | furniture
mobilier | furniture
textiles | textile
fashion | apparel textile
clothing | apparel
shoes | footwear
Schuhe | footwear
calçado | footwear
jewellery | jewellery
leather | leather
toys | recreational-goods
sport | recreational-goods sport-technology
boats | water-transport
ship | water-transport maritime-technology
shipbuilding | water-transport maritime-technology
maritime | water-transport maritime-technology
ports | water-transport transport-logistics
logistics | transport-logistics logistics-technology
railway | rail-technology transport-logistics
trains | rail-technology transport-logistics
automotive | automotive
cars | automotive
electric cars | electric-vehicles automotive
e-mobility | electric-vehicles automotive sustainable-mobility
aviation | aerospace-defence
aircraft | aerospace-defence
satellites | space-satellite aerospace-defence
defence | aerospace-defence security-technology
drones | drones aerospace-defence
medical devices | medical-devices medtech
pharma | biopharmaceuticals
biotech | biopharmaceuticals life-science-tech industrial-biotech
hospitals | medical-devices digital-health business-services education-knowledge
health | medical-devices biopharmaceuticals digital-health medtech
e-health | digital-health medical-devices
telemedicine | digital-health medical-devices
cosmetics | downstream-chemicals
plastic | plastics
Kunststoff | plastics
tworzywa sztuczne | plastics
rubber | plastics vulcanised-materials
ceramics | vulcanised-materials advanced-materials
glass | vulcanised-materials
steel | upstream-metals
aluminium | upstream-metals
machine tools | metalworking production-technology
Maschinenbau | production-technology
machinery | production-technology
robots | robotics production-technology
robotics | robotics
3D printing | 3d-printing printing
packaging | paper-packaging packaging-technology
smart packaging | packaging-technology paper-packaging
paper | paper-packaging
printing | printing
construction | construction
Bau | construction
BIM | construction sustainable-construction
green building | sustainable-construction construction
energy | electric-power renewable-energy
wind | electric-power renewable-energy
offshore wind | electric-power renewable-energy ocean-energy
solar | electric-power renewable-energy
photovoltaics | electric-power renewable-energy
hydrogen | hydrogen
batteries | energy-storage lighting-electrical
smart grid | smart-grid
oil and gas | oil-gas
mining | metal-mining nonmetal-mining coal-mining
natural stone | nonmetal-mining construction
marble | nonmetal-mining
water | environmental-services water-technology
waste | environmental-services circular-economy
recycling | environmental-services circular-economy
circular economy | circular-economy
AI | artificial-intelligence
machine learning | artificial-intelligence
künstliche Intelligenz | artificial-intelligence
IoT | iot
5G | communications iot
ICT | it-analytical-instruments communications
software | it-analytical-instruments cloud-software
blockchain | it-analytical-instruments cloud-software cybersecurity
cybersecurity | cybersecurity
cloud | cloud-software
big data | big-data
video games | gaming-vr video it-analytical-instruments
virtual reality | gaming-vr
semiconductors | semiconductors it-analytical-instruments
microchips | semiconductors micro-nano-electronics it-analytical-instruments
photonics | photonics it-analytical-instruments
lasers | laser photonics
sensors | sensors
nanotechnology | nanotechnology
composites | composites
lighting | lighting-electrical
film | video
music | music
design | marketing-design-publishing
tourism | hospitality-tourism
turismo | hospitality-tourism
hotels | hospitality-tourism
insurance | insurance
fintech | financial-services
e-commerce | distribution-ecommerce
USA | US
America | US
United States | US
UK | GB
Britain | GB
Brasil | BR
Brazil | BR
Japan | JP
Japanese market | JP
Giappone | JP
Chine | CN
Chinese | CN
India | IN
Dubai | AE
Emirates | AE
Gulf | GCC
Gulf countries | GCC
Latin America | LATAM
South America | LATAM MERCOSUR
Far East | CN JP KR TW
Southeast Asia | ASEAN
Africa | AFRICA SSA
Maghreb | MENA MA DZ TN LY
Middle East | MENA
Turkey | TR
Türkiye | TR
South Korea | KR
Corea del Sur | KR
Singapore | SG
Shanghai | CN
Toronto | CA
Québec | CA
Mexico City | MX
Vereinigte Staaten | US
Stany Zjednoczone | US
Kanada | CA
Schweiz | CH
Norway | NO
Noorwegen | NO
Ukraine | UA
Israel | IL
wooden toys | recreational-goods
winemaking | food-processing
Textilmaschinen | production-technology textile
Möbelhersteller | furniture
food industry | food-processing
Lebensmittelindustrie | food-processing
marché japonais | JP
Silicon Valley | US
Zuid-Korea | KR
health tourism | hospitality-tourism
pakcaging | paper-packaging packaging-technology
foto voltaic | electric-power renewable-energy
aerspace | aerospace-defence
diamonds | jewellery
Industrie 4.0 | production-technology advanced-manufacturing it-analytical-instruments
smart cities | smart-city
mushrooms | agricultural-inputs food-processing
almazara | food-processing
frutta secca | food-processing agricultural-inputs
kitchens | furniture
Wasserstoff | hydrogen
carbon fibre | composites
mobilă | furniture
confecții | apparel textile
energie eoliană | electric-power renewable-energy
inteligență artificială | artificial-intelligence
SUA | US
Marea Britanie | GB
Coreea de Sud | KR
supermarkets | distribution-ecommerce
skiing | recreational-goods sport-technology
surveillance cameras | security-technology
occhiali | medical-devices
bloemen | agricultural-inputs
Western Balkans | AL
x-ray | medical-devices medtech
"""

EVERYDAY = {
    words.strip(): {*codes.split()}
    for words, _, codes in (line.partition("|") for line in _TABLE.split("\n") if line)
}

WITHOUT_CODE = (
    *("hospitals", "poetry", "philosophy", "zzzz", "give us a chance"),
    *("wind instruments", "electric guitars wanted", "the and of", "42"),
)
"""What means no code that there is, or none that is safe to say."""
