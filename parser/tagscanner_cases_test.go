package parser

// nastyTags are tags and near-tags that readers of HTML disagree about.
var nastyTags = []string{
	"", "<", "</", "</>", "<>", "< p>", "<1>", "<<p>>", "a<b", "a < b", "</ x>a", "</1>a", "<!>a", "<!->a", "<!-->a", "<!--->a", "<!---->a", "<!----->a",
	"<!--a--!>b", "<!--a--!b-->c", "<!--a--!-->b", "<!--a--!--!>b", "<!--!>a-->b", "<!---!>a-->b", "<!----!>a", "<!--a->b-->c", "<!--a- ->b-->c", "<!--a<!--b-->c-->d",
	"<!a>b", "<!DOCTYPE>a", "<!doctype html>a", "<!DOCTYP>a", "<!D>a", "<!DOCTYPE   ", "<!DOCTYPE html PUBLIC \"-//>\">a", "<?x>a", "<?>a", "<?xml version='1.0'?>a", "<![CDATA[a>b]]>c", "<![CDATA[",
	"<a>", "<a/>", "<a/b>", "<a/ b>", "<a //b//>", "<a b=c/>", "<a b=c />", "<a b='c'/>", "<a b=/>", "<a b=//>", "<a b= />", "<a b=>c", "<a b = c>", "<a b\n=\t\"c\">", "<a b=\"c\"d=e>",
	"<a b='>'>c", "<a b='>", "<a b=\">c", "<a b=c'>d'>", "<a =b>", "<a ==b>", "<a =/>", "<a = b>", "<a '>b'>", "<a \"b\"='c'>", "<a b=1 b=2>", "<a B=1 b=2/>", "<a b=1 B=/>", "<a b=x/ b=x/>",
	"<a href=1 HREF=2 Href=3 style='x' sTyle=y>", "<a b c d=e/f g>", "<a b<c>d", "<a<b>c", "<a\fb\rc>", "<a\x00b \x00=\x00>\x00", "<\x00a>b", "<a href='\r\n\r\x00&amp;'>", "</a b='>'>c", "</a/>b", "</A\n>b",
	"<a b='&amp;&lt&ltx&lt=&copy=1&copy;=1&notit;&notin;&not;&amp;amp;'>", "<a href=?a=1&copy=2&reg=3&amp=4&times;5>", "<a b='&semi;&fjlig;&#x41;&#65&#xZ;&#;&#&;&'>", "<a b=&NotEqualTilde;&nosuch;&a=>",
	"&amp;&ampx;&lt&ltx&lt=&copy=1&notit;&notin;&semi;&fjlig;&NotEqualTilde;", "&#x4e2d;&#20013;&#0;&#x80;&#xD800;&#x110000;&#99999999999999999999;", "&#;&#x;&#xg;&#12ab;&;&&amp;&", "&nbsp;&nbsp&NBSP;&ensp;&emsp;",
	"a\rb\r\nc\n\rd\r\r\ne\x00f", "&#13;\r&#10;", "\r", "\x00", "\xef\xbb\xbfa", "\xff<\xfe>", "<\xe7\xa6>", "<a \xff=\xfe>",
	"<title>a</title>b", "<title>a</title", "<title>a</titlex>b</title >c", "<title>a</ title></title/>b", "<title>&amp;\r\n\x00<b></TITLE>&amp;", "<title></title>a", "<title/>a</title>b", "<title>a<</title>b", "<title>a</</title>b",
	"<textarea>\n&lt;<p></textarea>a", "<style>a</style>b", "<style>&amp;\x00\r\n</style>b", "<iframe><p></iframe>a", "<noscript><p>a</noscript>b", "<noembed><p></noembed>", "<noframes></noframes>", "<xmp><b>&lt;</xmp>a", "<plaintext>a</plaintext>b\x00\r&amp;",
	"<PlainText>", "<script>", "<script></script>a", "<script>a</script>b", "<script>a<b</script >c", "<script>if(a<b&&c>d){}\x00\r</SCRIPT/>e", "<script>'</scriptx>'</script>a",
	"<script><!--<script></script>--></script>a", "<script><!--<script></script></script>a", "<script><!-- <script> --> </script>a</script>", "<script><!--</script>a", "<script><!-->a</script>b", "<script><!--->a</script>b",
	"<script><!-<script></script>a</script>", "<script><!--<scriptx></script>a", "<script><!--<script/</script>a</script>b", "<script><!-- < <script></script>a</script>", "<script><!--<sc-->x<script></script>a</script>",
	"<script><!--<<script></script>a</script>", "<script><!--<script><</script>a</script>b", "<script><!--<script>--></script>a", "<script><!--<script>->-></script>a</script>", "<script><!--</scrip</script>a", "<script><!--<script><!--</script>--></script>a",
	"<script><!--<SCRIPT ></SCRIPT ></SCRIPT>a", "<script/>a</script>b", "<script src='</script>'>a</script>b", "<meta name=a property=b itemprop=c content=d><div data-href=e data-link=f DATA-URL=g hidden onclick=h rel=i role=j title=k alt=l id=m class=n>",
	"<a hrefs=1 classes=2 datahref=3 data-href-s=4 Data-Href=5 rol=6 n=7>", "<svg/><svg /><svg a=b/><svg a='b'/><math/>", "<svg><script>a<b></script></svg>", "<br/><br /><img src=a/ >",
}

// tagPieces are what nastyTags are made of, and more.
var tagPieces = []string{
	"<", ">", "/", "=", "'", "\"", "!", "-", "--", "?", "&", ";", "#", "x", " ", "\n", "\r", "\t", "\f", "\x00", "a", "B", "甲", "\xff", "1",
	"<a", "</a", "<!--", "-->", "--!>", "<!", "<?", "</", "/>", "<!DOCTYPE", "<![CDATA[", "]]>", " href=", " HREF='", "style=\"", " alt=x/", " class=", "&amp;", "&lt", "&copy", "&notin;", "&#x4e", "&#22", "&nbsp;",
	"<script", "<script>", "</script", "</script>", "<title>", "</title>", "<textarea>", "</textarea>", "<style>", "</style>", "<noscript>", "</noscript>", "<plaintext>", "<svg", "<xmp>", "</xmp>",
}
